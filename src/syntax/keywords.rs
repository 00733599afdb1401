//! Every keyword with its spellings: for reserved words, for the lists of what is expected, for suggestions
//! and for the formatter.
//!
//! The grammar alone decides what is read; a test holds this table against its keyword rules both ways.

use std::sync::LazyLock;

use indexmap::IndexMap;

use super::grammar::Rule;
use super::lex::is_space;
use crate::lang::Lang;

/// A keyword of the grammar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Keyword {
    /// Its rule.
    pub(crate) rule: Rule,
    /// The Chinese spellings, the preferred one first; empty for words that only English needs. One in the same
    /// place among the English ones is its twin: converting a file loses neither.
    pub(crate) zh: &'static [&'static str],
    /// The English spellings, the preferred one first; empty for words that only Chinese needs.
    pub(crate) en: &'static [&'static str],
    /// What it begins.
    pub(crate) leads: Leads,
    /// Whether no bare name can be spelled like it, anywhere.
    pub(crate) reserved: bool,
}

/// What a keyword begins when it stands where something may begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Leads {
    /// A declaration.
    Declaration,
    /// A property.
    Property,
    /// A property, though the word also stands inside others.
    Loose,
    /// A declaration, or a part of one.
    Either,
    /// Neither.
    Nothing,
}

impl Keyword {
    /// The preferred spelling in a language, or the only one that there is.
    pub(crate) fn spelling(&self, lang: Lang) -> &'static str {
        let (first, second) = match lang {
            Lang::Zh => (self.zh, self.en),
            Lang::En => (self.en, self.zh),
        };
        first.first().or(second.first()).copied().unwrap_or("")
    }

    /// The language of a spelling, whatever its case and blanks, and its place among those of that language.
    pub(crate) fn which(&self, written: &str) -> Option<(Lang, usize)> {
        let words = || written.split(is_space).filter(|word| !word.is_empty());
        let same = |spelling: &str| {
            let spelled = spelling.split(' ');
            spelled.clone().count() == words().count()
                && spelled
                    .zip(words())
                    .all(|(one, word)| one.eq_ignore_ascii_case(word))
        };
        let find = |spellings: &[&str]| spellings.iter().position(|spelling| same(spelling));
        let zh = find(self.zh).map(|index| (Lang::Zh, index));
        zh.or_else(|| find(self.en).map(|index| (Lang::En, index)))
    }

    /// The spelling that stands for another: of those of one place in both languages each is the other's twin;
    /// one without a twin gives way to the preferred one. A word of one language alone has no other spelling.
    pub(crate) fn twin(&self, from: Lang, index: usize, to: Lang) -> Option<&'static str> {
        let other = match from {
            Lang::Zh => self.en,
            Lang::En => self.zh,
        };
        let index = if index < other.len() { index } else { 0 };
        let spellings = to.pick(self.zh, self.en);
        spellings.get(index).copied()
    }

    /// All spellings, Chinese first.
    pub(crate) fn spellings(&self) -> impl Iterator<Item = &'static str> + use<> {
        self.zh.iter().chain(self.en).copied()
    }
}

impl Leads {
    /// Whether the word may begin a declaration.
    pub(crate) fn declaration(self) -> bool {
        matches!(self, Self::Declaration | Self::Either)
    }

    /// Whether a line that begins with the word begins a statement.
    pub(crate) fn statement(self) -> bool {
        self != Self::Nothing
    }
}

/// The keyword of a rule.
pub(crate) fn keyword(rule: Rule) -> Option<&'static Keyword> {
    KEYWORDS.iter().find(|keyword| keyword.rule == rule)
}

/// Whether a bare word can be no name, being a keyword or the first word of one. Counters (条, 件 …) are
/// free: they are units as well; so are the words that mean something in scenarios alone.
pub(crate) fn is_reserved(word: &str) -> bool {
    begun_by(word).any(|keyword| keyword.reserved)
}

/// The keywords by what they begin with, in lower case: by their first word, their first two …
static BEGINNINGS: LazyLock<IndexMap<String, Vec<&'static Keyword>>> = LazyLock::new(|| {
    let mut beginnings: IndexMap<String, Vec<&'static Keyword>> = IndexMap::new();
    for keyword in KEYWORDS {
        for spelling in keyword.spellings() {
            let ends = spelling.match_indices([' ', '-']).map(|(at, _)| at);
            for end in ends.chain([spelling.len()]) {
                let first = spelling.get(..end).unwrap_or(spelling).to_ascii_lowercase();
                beginnings.entry(first).or_default().push(keyword);
            }
        }
    }
    beginnings
});

/// The keywords that a word is the first of, whatever its case.
fn begun_by(word: &str) -> impl Iterator<Item = &'static Keyword> {
    let found = match word.bytes().any(|byte| byte.is_ascii_uppercase()) {
        true => BEGINNINGS.get(&word.to_ascii_lowercase()),
        false => BEGINNINGS.get(word),
    };
    found.into_iter().flatten().copied()
}

/// Whether a line that begins with this word may begin a declaration; of keywords of several words, the
/// first is enough.
pub(crate) fn may_begin_declaration(word: &str) -> bool {
    begins(word, Leads::declaration)
}

/// Whether a line that begins with this word may begin a declaration or a property.
pub(crate) fn may_begin_statement(word: &str) -> bool {
    begins(word, Leads::statement)
}

/// Whether this word begins a property wherever it stands.
pub(crate) fn always_begins_property(word: &str) -> bool {
    begins(word, |leads| leads == Leads::Property)
}

fn begins(word: &str, wanted: fn(Leads) -> bool) -> bool {
    begun_by(word).any(|keyword| wanted(keyword.leads))
}

const fn word(
    rule: Rule,
    zh: &'static [&'static str],
    en: &'static [&'static str],
    leads: Leads,
) -> Keyword {
    Keyword {
        rule,
        zh,
        en,
        leads,
        reserved: true,
    }
}

/// A word that may be a name where it means nothing.
const fn free(
    rule: Rule,
    zh: &'static [&'static str],
    en: &'static [&'static str],
    leads: Leads,
) -> Keyword {
    Keyword {
        reserved: false,
        ..word(rule, zh, en, leads)
    }
}

/// In the order of the grammar.
#[rustfmt::skip]
pub(crate) const KEYWORDS: &[Keyword] = &[
    word(Rule::import_kw, &["引入"], &["import"], Leads::Declaration),
    word(Rule::regulation_kw, &["法规", "办法"], &["regulation", "measures"], Leads::Declaration),
    word(Rule::level_kw, &["层级"], &["level"], Leads::Either),
    word(Rule::measure_kw, &["计量单位"], &["measure"], Leads::Declaration),
    word(Rule::enumeration_kw, &["枚举"], &["enumeration"], Leads::Declaration),
    word(Rule::ordered_kw, &["有序"], &["ordered"], Leads::Declaration),
    word(Rule::organ_kw, &["机构"], &["organ"], Leads::Declaration),
    word(Rule::class_kw, &["类"], &["class"], Leads::Declaration),
    word(Rule::matter_kw, &["事项"], &["matter"], Leads::Either),
    word(Rule::borne_kind_kw, &["承担种类"], &["borne kind"], Leads::Declaration),
    word(Rule::pursued_kind_kw, &["追究种类"], &["pursued kind"], Leads::Declaration),
    word(Rule::mapping_kw, &["责任对应"], &["mapping"], Leads::Declaration),
    word(Rule::duty_kw, &["责任"], &["duty"], Leads::Either),
    word(Rule::metric_kw, &["指标"], &["metric"], Leads::Either),
    word(Rule::target_kw, &["目标"], &["target", "targets"], Leads::Either),
    word(Rule::prohibition_kw, &["禁止"], &["prohibition", "prohibitions"], Leads::Either),
    word(Rule::report_kw, &["报告"], &["report", "reports"], Leads::Either),
    word(Rule::record_kw, &["记录"], &["record"], Leads::Either),
    word(Rule::vague_kw, &["不确定用语"], &["vague term"], Leads::Declaration),
    word(Rule::parameter_kw, &["参数"], &["parameter"], Leads::Declaration),
    word(Rule::definition_kw, &["定义"], &["define"], Leads::Declaration),
    word(Rule::table_kw, &["表"], &["table"], Leads::Declaration),
    word(Rule::trigger_kw, &["问责情形"], &["trigger"], Leads::Declaration),
    word(Rule::consequence_kw, &["后果"], &["consequence"], Leads::Either),
    word(Rule::commendation_kw, &["表彰"], &["commendation"], Leads::Declaration),
    word(Rule::interpretation_kw, &["解释"], &["interpretation"], Leads::Either),
    word(Rule::scope_kw, &["适用范围"], &["scope"], Leads::Declaration),
    word(Rule::nonoperative_kw, &["宣示"], &["non-operative"], Leads::Declaration),
    word(Rule::delegation_kw, &["转引"], &["delegated"], Leads::Declaration),
    word(Rule::given_kw, &["按"], &["given"], Leads::Either),
    word(Rule::article_kw, &[], &["art", "article", "art.", "§"], Leads::Nothing),
    word(Rule::chapter_kw, &[], &["chapter"], Leads::Nothing),
    word(Rule::paragraph_kw, &[], &["paragraph", "para"], Leads::Nothing),
    word(Rule::item_kw, &[], &["item"], Leads::Nothing),
    word(Rule::subitem_kw, &[], &["subitem"], Leads::Nothing),
    word(Rule::heading_kw, &[], &["heading"], Leads::Nothing),
    word(Rule::notice_kw, &["通知"], &["notice"], Leads::Nothing),
    word(Rule::cite_kw, &["依据"], &["cite"], Leads::Property),
    word(Rule::allow_kw, &["容许"], &["allow"], Leads::Property),
    word(Rule::document_number_kw, &["文号"], &["number"], Leads::Property),
    word(Rule::issued_kw, &["印发"], &["issued"], Leads::Property),
    word(Rule::effective_kw, &["施行"], &["effective"], Leads::Property),
    word(Rule::expires_kw, &["失效"], &["expires"], Leads::Property),
    word(Rule::source_kw, &["原文"], &["source"], Leads::Property),
    word(Rule::digest_kw, &["摘要"], &["sha256"], Leads::Property),
    word(Rule::legal_basis_kw, &["上位依据"], &["basis"], Leads::Property),
    word(Rule::interpreted_by_kw, &["解释机关"], &["interpreted by"], Leads::Property),
    word(Rule::erratum_kw, &["勘误"], &["erratum"], Leads::Property),
    word(Rule::reads_kw, &["应为", "作"], &["should read", "reads"], Leads::Nothing),
    word(Rule::because_kw, &["理由"], &["because"], Leads::Loose),
    word(Rule::within_kw, &["属于"], &["within"], Leads::Nothing),
    word(Rule::single_kw, &["单设"], &["single"], Leads::Property),
    word(Rule::superior_kw, &["上级"], &["under"], Leads::Property),
    word(Rule::office_kw, &["职务"], &["office"], Leads::Property),
    word(Rule::titles_kw, &["称谓"], &["titles", "title"], Leads::Property),
    word(Rule::answers_kw, &["答"], &["answers for"], Leads::Property),
    word(Rule::members_kw, &["成员"], &["members"], Leads::Property),
    word(Rule::worded_kw, &["又称"], &["worded"], Leads::Property),
    word(Rule::to_kw, &["到"], &["to"], Leads::Nothing),
    word(Rule::unspecified_kw, &["未明"], &["unspecified"], Leads::Nothing),
    word(Rule::holder_kw, &["主体"], &["holder", "holders"], Leads::Property),
    word(Rule::jointly_kw, &["共同"], &["jointly"], Leads::Nothing),
    word(Rule::each_kw, &["各自"], &["each"], Leads::Nothing),
    word(Rule::lead_kw, &["牵头"], &["leading"], Leads::Nothing),
    word(Rule::for_kw, &["于"], &["for"], Leads::Nothing),
    word(Rule::de_kw, &["的"], &[], Leads::Nothing),
    word(Rule::of_kw, &[], &["of"], Leads::Nothing),
    word(Rule::bears_kw, &["承担"], &["bears"], Leads::Property),
    word(Rule::toward_kw, &["对"], &["toward"], Leads::Property),
    word(Rule::claimant_kw, &["相对人"], &["claimant"], Leads::Property),
    word(Rule::applies_kw, &["适用"], &["applies"], Leads::Loose),
    word(Rule::where_kw, &["当", "其中"], &["where", "when"], Leads::Loose),
    word(Rule::if_kw, &["若"], &["if"], Leads::Nothing),
    word(Rule::due_kw, &["截止"], &["due"], Leads::Property),
    word(Rule::continuous_kw, &["持续"], &["continuously"], Leads::Nothing),
    word(Rule::after_kw, &["后"], &["after"], Leads::Nothing),
    word(Rule::measured_kw, &["计量"], &["measured in"], Leads::Loose),
    word(Rule::range_kw, &["范围"], &["range"], Leads::Loose),
    word(Rule::range_to_kw, &["至"], &["to"], Leads::Nothing),
    word(Rule::and_above_kw, &["起"], &["up"], Leads::Nothing),
    word(Rule::owner_kw, &["归口"], &["owner"], Leads::Property),
    word(Rule::computed_kw, &["计算"], &["computed as"], Leads::Property),
    word(Rule::require_kw, &["要求"], &["require"], Leads::Property),
    word(Rule::population_kw, &["总体"], &["population"], Leads::Property),
    word(Rule::label_kw, &["标签"], &["label", "labelled"], Leads::Loose),
    word(Rule::plan_kw, &["计划"], &["plan"], Leads::Loose),
    word(Rule::acts_kw, &["行为"], &["acts"], Leads::Property),
    word(Rule::found_in_kw, &["见于"], &["found in"], Leads::Property),
    word(Rule::by_kw, &["按"], &["by"], Leads::Nothing),
    word(Rule::addressee_kw, &["报送"], &["to"], Leads::Property),
    word(Rule::every_year_kw, &["每年"], &["every year"], Leads::Loose),
    word(Rule::every_half_kw, &["每半年"], &["every half-year"], Leads::Property),
    word(Rule::every_quarter_kw, &["每季度"], &["every quarter"], Leads::Property),
    word(Rule::every_month_kw, &["每月"], &["every month"], Leads::Property),
    word(Rule::field_kw, &["字段"], &["field"], Leads::Property),
    word(Rule::as_kw, &["作"], &["as"], Leads::Nothing),
    word(Rule::act_date_kw, &["行为日期"], &["act date"], Leads::Nothing),
    word(Rule::discovery_date_kw, &["发现日期"], &["discovery date"], Leads::Nothing),
    word(Rule::report_date_kw, &["上报日期"], &["report date"], Leads::Nothing),
    word(Rule::same_act_kw, &["同一行为"], &["same act"], Leads::Nothing),
    word(Rule::truth_type_kw, &["是否"], &["truth"], Leads::Nothing),
    word(Rule::date_type_kw, &["日期"], &["date"], Leads::Nothing),
    word(Rule::text_type_kw, &["文本"], &["text"], Leads::Nothing),
    word(Rule::number_type_kw, &["数"], &["number"], Leads::Nothing),
    word(Rule::actor_type_kw, &["行为人"], &["actor"], Leads::Loose),
    word(Rule::unit_type_kw, &["单位"], &["unit"], Leads::Nothing),
    word(Rule::applies_to_kw, &["用于"], &["applies to"], Leads::Property),
    word(Rule::determined_by_kw, &["认定机关"], &["determined by"], Leads::Property),
    word(Rule::yields_kw, &["得出"], &["yields"], Leads::Property),
    word(Rule::then_kw, &["则"], &["then"], Leads::Nothing),
    word(Rule::otherwise_kw, &["否则"], &["otherwise"], Leads::Property),
    word(Rule::on_kw, &["涉及"], &["on"], Leads::Nothing),
    word(Rule::for_each_kw, &["每个", "每一", "每条"], &["for each", "for every", "for each of the"], Leads::Property),
    word(Rule::pursue_kw, &["追究"], &["pursue"], Leads::Property),
    word(Rule::level_by_level_kw, &["逐级"], &["level by level"], Leads::Property),
    word(Rule::shall_kw, &["应当"], &["shall"], Leads::Property),
    word(Rule::may_kw, &["可以"], &["may"], Leads::Property),
    word(Rule::authority_kw, &["机关"], &["authority"], Leads::Property),
    word(Rule::following_kw, &["依照"], &["following"], Leads::Property),
    word(Rule::gate_kw, &["门槛"], &["gate"], Leads::Property),
    word(Rule::presumed_kw, &["推定"], &["presumed"], Leads::Nothing),
    word(Rule::determined_kw, &["认定"], &["determined"], Leads::Nothing),
    word(Rule::commended_kw, &["对象"], &["commends"], Leads::Property),
    word(Rule::requires_term_kw, &["须认定"], &["requires"], Leads::Property),
    word(Rule::question_kw, &["问题"], &["question"], Leads::Property),
    word(Rule::choice_kw, &["选项"], &["choice"], Leads::Property),
    word(Rule::take_kw, &["取"], &["take"], Leads::Loose),
    word(Rule::covers_kw, &["适用"], &["covers"], Leads::Property),
    word(Rule::excludes_kw, &["不适用"], &["excludes"], Leads::Property),
    word(Rule::document_kw, &["文件"], &["document"], Leads::Property),
    word(Rule::or_kw, &["或", "或者"], &["or"], Leads::Nothing),
    word(Rule::and_kw, &["且", "并且", "而且"], &["and"], Leads::Nothing),
    word(Rule::not_kw, &["非", "并非"], &["not"], Leads::Nothing),
    word(Rule::any_kw, &["存在", "任一"], &["any", "any one of"], Leads::Nothing),
    word(Rule::all_kw, &["所有"], &["all"], Leads::Nothing),
    word(Rule::none_kw, &["没有"], &["no"], Leads::Nothing),
    word(Rule::at_least_kw, &["至少"], &["at least"], Leads::Nothing),
    word(Rule::at_most_kw, &["至多"], &["at most"], Leads::Nothing),
    word(Rule::exactly_kw, &["恰有"], &["exactly"], Leads::Nothing),
    free(Rule::counter_kw, &["条", "件", "次", "个", "名", "起", "项"], &["entries of", "cases of", "instances of", "units of", "persons of", "incidents of", "items of"], Leads::Nothing),
    word(Rule::satisfy_kw, &["均"], &["satisfy"], Leads::Nothing),
    word(Rule::inside_kw, &["内", "以内", "之内"], &[], Leads::Nothing),
    word(Rule::within_time_kw, &[], &["within"], Leads::Nothing),
    word(Rule::in_last_kw, &["近"], &["in the last"], Leads::Nothing),
    word(Rule::before_kw, &["前"], &[], Leads::Nothing),
    word(Rule::in_the_kw, &[], &["in the"], Leads::Nothing),
    word(Rule::in_each_kw, &[], &["in each of the"], Leads::Nothing),
    word(Rule::en_before_kw, &[], &["before"], Leads::Nothing),
    word(Rule::any_time_kw, &["历次"], &["at any time"], Leads::Nothing),
    word(Rule::subtree_kw, &["所辖"], &["subordinate"], Leads::Nothing),
    word(Rule::ge_kw, &["不低于", "不少于", "不小于", "至少"], &["at least", "no fewer than", "no smaller than", "no less than"], Leads::Nothing),
    word(Rule::le_kw, &["不超过", "不高于", "不多于", "不大于", "至多"], &["at most", "no higher than", "no more than", "no greater than", "up to"], Leads::Nothing),
    word(Rule::gt_kw, &["超过", "高于", "多于", "大于", "晚于"], &["more than", "higher than", "exceeding", "greater than", "later than"], Leads::Nothing),
    word(Rule::lt_kw, &["低于", "少于", "小于", "早于"], &["less than", "fewer than", "smaller than", "earlier than"], Leads::Nothing),
    word(Rule::ne_kw, &["不为", "不等于", "不是"], &["is not", "differs from", "does not count as"], Leads::Nothing),
    word(Rule::eq_kw, &["为", "等于", "是"], &["is", "equals", "counts as"], Leads::Nothing),
    word(Rule::in_kw, &["属于"], &["in"], Leads::Nothing),
    word(Rule::not_in_kw, &["不属于"], &["not in"], Leads::Nothing),
    word(Rule::reach_kw, &["达到", "在"], &["reaches", "stands at"], Leads::Nothing),
    word(Rule::above_kw, &["以上"], &["upwards"], Leads::Nothing),
    word(Rule::below_kw, &["以下"], &["downwards"], Leads::Nothing),
    word(Rule::including_kw, &["含", "含本数"], &["including", "inclusive"], Leads::Nothing),
    word(Rule::excluding_kw, &["不含", "不含本数"], &["excluding", "exclusive"], Leads::Nothing),
    word(Rule::failing_kw, &["无法计算时"], &["failing which"], Leads::Nothing),
    word(Rule::share_of_kw, &["占"], &["as share of"], Leads::Nothing),
    word(Rule::count_kw, &["计数"], &["count"], Leads::Nothing),
    word(Rule::sum_kw, &["合计"], &["sum"], Leads::Nothing),
    word(Rule::min_kw, &["最小值"], &["min"], Leads::Nothing),
    word(Rule::max_kw, &["最大值"], &["max"], Leads::Nothing),
    word(Rule::average_kw, &["平均值"], &["average"], Leads::Nothing),
    word(Rule::share_kw, &["占比"], &["share"], Leads::Nothing),
    word(Rule::round_kw, &["四舍五入"], &["round"], Leads::Nothing),
    word(Rule::over_kw, &["于"], &["over"], Leads::Nothing),
    word(Rule::year_before_kw, &["上年"], &["the year before"], Leads::Nothing),
    word(Rule::period_before_kw, &["上期"], &["the period before"], Leads::Nothing),
    word(Rule::true_kw, &["是", "真"], &["true"], Leads::Nothing),
    word(Rule::false_kw, &["否", "假"], &["false"], Leads::Nothing),
    word(Rule::it_kw, &["其值"], &["it"], Leads::Nothing),
    word(Rule::as_of_kw, &["基准日"], &["as of"], Leads::Nothing),
    word(Rule::period_start_kw, &["期初"], &["period start"], Leads::Nothing),
    word(Rule::period_end_kw, &["期末"], &["period end"], Leads::Nothing),
    word(Rule::breached_kw, &["未完成"], &["breached"], Leads::Nothing),
    word(Rule::met_kw, &["已完成"], &["met"], Leads::Nothing),
    word(Rule::violated_kw, &["已违反"], &["violated"], Leads::Nothing),
    word(Rule::respected_kw, &["已遵守"], &["respected"], Leads::Nothing),
    // scenarios
    free(Rule::background_kw, &["底稿"], &["background"], Leads::Declaration),
    free(Rule::scenario_kw, &["情景"], &["scenario"], Leads::Declaration),
    free(Rule::upon_kw, &["沿用"], &["upon"], Leads::Nothing),
    free(Rule::expect_kw, &["预期"], &["expect"], Leads::Property),
    free(Rule::known_on_kw, &["截至"], &["as of"], Leads::Loose),
    free(Rule::about_kw, &["期间"], &["period"], Leads::Loose),
    free(Rule::person_kw, &["人员"], &["person", "persons"], Leads::Loose),
    free(Rule::discharge_kw, &["履责"], &["discharged"], Leads::Loose),
    free(Rule::made_kw, &["上报"], &["reported"], Leads::Loose),
    free(Rule::inner_units_kw, &["下级单位"], &["units"], Leads::Loose),
    free(Rule::earlier_kw, &["往期"], &["earlier"], Leads::Loose),
    free(Rule::nothing_kw, &["无"], &["none"], Leads::Nothing),
    free(Rule::unknown_kw, &["不详"], &["unknown"], Leads::Nothing),
    free(Rule::at_kw, &["于"], &["at"], Leads::Nothing),
    free(Rule::doer_kw, &["由"], &["by"], Leads::Nothing),
    free(Rule::is_kw, &["为"], &["is"], Leads::Nothing),
    free(Rule::day_kw, &["日期"], &["on"], Leads::Nothing),
    free(Rule::starts_kw, &["自"], &["from"], Leads::Nothing),
    free(Rule::note_kw, &["附注"], &["note"], Leads::Loose),
    free(Rule::origin_kw, &["来源"], &["source"], Leads::Loose),
    free(Rule::act_kw, &["行为"], &["act"], Leads::Nothing),
    free(Rule::with_kw, &["会同"], &["with"], Leads::Nothing),
    free(Rule::role_kw, &["角色"], &["role"], Leads::Nothing),
    free(Rule::participant_kw, &["参与"], &["participant"], Leads::Nothing),
    free(Rule::vacant_kw, &["空缺"], &["vacant"], Leads::Nothing),
    free(Rule::distance_kw, &["层距"], &["distance"], Leads::Nothing),
    free(Rule::actual_kw, &["实际"], &["actual"], Leads::Nothing),
    free(Rule::bound_kw, &["要求"], &["bound"], Leads::Nothing),
    free(Rule::finding_kw, &["追究"], &["finding", "findings"], Leads::Loose),
    free(Rule::spared_kw, &["不追究"], &["no finding"], Leads::Loose),
    free(Rule::cause_kw, &["原因"], &["cause", "causes"], Leads::Loose),
    free(Rule::left_out_kw, &["不计入"], &["left out"], Leads::Loose),
    free(Rule::missing_only_kw, &["仅缺"], &["missing only"], Leads::Loose),
    free(Rule::missing_kw, &["缺"], &["missing"], Leads::Loose),
    free(Rule::unformed_kw, &["无法计算"], &["unformed"], Leads::Nothing),
    free(Rule::fired_kw, &["成立", "已出现"], &["fired"], Leads::Nothing),
    free(Rule::not_fired_kw, &["不成立", "未出现"], &["not fired"], Leads::Nothing),
    free(Rule::reached_kw, &["已达到", "已完成"], &["met"], Leads::Nothing),
    free(Rule::failed_kw, &["未达到", "未完成"], &["breached"], Leads::Nothing),
    free(Rule::kept_kw, &["未违反", "已遵守"], &["respected"], Leads::Nothing),
    free(Rule::infringed_kw, &["已违反"], &["violated"], Leads::Nothing),
    free(Rule::not_due_kw, &["未到期"], &["not due"], Leads::Nothing),
    free(Rule::not_applicable_kw, &["不适用"], &["not applicable"], Leads::Nothing),
    free(Rule::unmeasured_kw, &["无考核指标"], &["unmeasured"], Leads::Nothing),
    free(Rule::undetermined_kw, &["无法判定", "事实不明"], &["undetermined"], Leads::Nothing),
    free(Rule::awaiting_kw, &["待认定", "待有权机关认定"], &["awaiting determination", "awaiting"], Leads::Nothing),
    free(Rule::established_kw, &["已成立"], &["established"], Leads::Nothing),
    free(Rule::presumed_true_kw, &["推定成立"], &["presumed"], Leads::Nothing),
    free(Rule::rebutted_kw, &["已被推翻"], &["rebutted"], Leads::Nothing),
    free(Rule::eligible_kw, &["符合条件"], &["eligible", "open"], Leads::Nothing),
    free(Rule::declined_kw, &["不予表彰", "认定不予表彰"], &["declined"], Leads::Nothing),
    free(Rule::after_as_of_kw, &["晚于截止日期"], &["after as of"], Leads::Nothing),
    free(Rule::outside_period_kw, &["不在评价期间内"], &["outside period"], Leads::Nothing),
    free(Rule::before_effect_kw, &["早于施行日期"], &["before effect"], Leads::Nothing),
    free(Rule::after_expiry_kw, &["晚于失效日期"], &["after expiry"], Leads::Nothing),
    free(Rule::silent_kw, &["文本未明"], &["text silent"], Leads::Nothing),
    free(Rule::not_pursued_kw, &["情形不追究"], &["not pursued here"], Leads::Nothing),
    free(Rule::no_duty_kw, &["无责任可及"], &["reaches no duty"], Leads::Nothing),
    free(Rule::scope_doubt_kw, &["范围存疑"], &["scope doubt"], Leads::Nothing),
];

#[cfg(test)]
mod tests;
