//! Two invented regulations, shared by the tests of this room.

/// Headings with items that restart, a heading with a body of its own, two depths of numbers.
pub(in crate::check) const RIVERS: &str = "\u{feff}河办发〔2020〕7号

关于印发《清溪县河长制
实施办法》的通知

各乡镇:
  现予印发,请认真执行。

                清溪县人民政府办公室
                2020年3月1日


清溪县河长制实施办法

第一章 总 则

  第一条 为了保护河道,根据《关于印发〈河湖管理办法〉的通知》(省办发〔2019〕9号),制定本办法。
  第二条 本办法适用于各乡(镇)。

第二章 责 任

  第三条 县河长对全县河道负总责;乡(镇)河长对本乡(镇)河道负直接责任。
  第四条 村级河长每周巡河一次,按照
第三条的规定报告。发现问题,应当“立即上报”。
  第五条 各部门承担的责任如下:
  水务局
  1.全面完成“河道清淤”考核指标任务。
  2.水质达标率达到95%以上。每年报告一次。
  农业局、环保局
    1.减少化肥使用,做到“水清、岸绿”。
  公安局
  依法查处偷排行为。
  第六条 下列行为应当禁止:
  (一)向河道倾倒下列物品:
  1.垃圾;
  2.农药;
  (二)填堵河道的。
  第七条 河长应当建立台账。
  台账应当记载下列内容:
  (一)巡河日期;
  (二)发现的问题。
  台账保存三年。

第三章 奖 惩

  第八条 对不履行河长责任,造成下列问题的,追究相关人员的领导责任和直接责任。
  (一)未完成年度清淤任务的;
  (二)违反水质规定,弄虚作假的。
  第九条 对成效显著的河长予以表彰。

第四章 附 则

  第十条 本办法由县河长办解释。
  第十一条
  本办法的附件与本办法同等有效。
  第十二条 本办法自印发之日起施行。

                清溪县人民政府办公室
                2020年3月1日
";

/// Wrapped lines, titles, letters with Roman numerals below them.
pub(in crate::check) const ORCHARDS: &str = "Order No. 58 on Orchards
Issued on 1 March 2020

Chapter I General

Article 1
Purpose
This Order protects the orchards of the county. It applies, i.e. binds, from
the date of issue.

Article 2. The Orchard Board shall, as provided in
Article 1 of this Order, inspect every orchard once a year. The Board shall
report to the County.

The report is public.

Chapter II Duties

Article 3. The following are forbidden:
(a) felling or pruning a tree, except as allowed in point
(b) below, without leave of
    (i) the Board, for trees of the county and its towns; or
    (ii) the County;
(b) burning of leaves.
Orchard Board
1. Plants 2.5 acres a year. Reports it.
2. Waters them.

1 March 2020
";
