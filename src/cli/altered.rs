//! What is wrong with a decision record, a log or a signature, in Chinese; in English the library says it.

use crate::lang::Text;
use crate::record::{LogError, ReadRecordError, RecordPart, SignatureError};

/// Why a record is not taken, in Chinese.
pub(super) fn altered(error: &ReadRecordError) -> String {
    match error {
        ReadRecordError::NotCanonical { at } => {
            format!("与写成时不同：从第 {} 个字节起不是规范文本", at + 1)
        }
        ReadRecordError::Altered { parts } => {
            let parts: Vec<String> = parts.iter().map(part).collect();
            format!("与写成时不同，改动在：{}", parts.join("、"))
        }
        ReadRecordError::Unreadable(error) => format!(
            "不是决定记录：第 {} 行第 {} 列起无法读取",
            error.line(),
            error.column()
        ),
    }
}

fn part(part: &RecordPart) -> String {
    match part {
        RecordPart::PolicyFile(name) => format!("政策文件“{name}”"),
        RecordPart::Facts => "事实".to_owned(),
        RecordPart::Assessment => "结论".to_owned(),
        RecordPart::Signature => "签名".to_owned(),
        RecordPart::Rest => "摘要，或者政策、事实、结论以外的内容".to_owned(),
    }
}

/// Why an entry is not the next of its log, in Chinese.
pub(super) fn misplaced(error: &LogError) -> String {
    match error {
        LogError::Entry(error) => altered(error),
        LogError::Order { expected, found } => {
            format!("此处应为第 {expected} 条，却是第 {found} 条：有条目缺失、添入或者移位")
        }
        LogError::Link { sequence } => {
            format!("第 {sequence} 条不是接着前一条写成的：其中之一被替换")
        }
    }
}

/// Why a signature does not hold.
pub(super) fn unsigned(error: &SignatureError) -> Text {
    let zh = match error {
        SignatureError::Unsigned => "记录没有签名".to_owned(),
        SignatureError::OtherKey { named } => format!("是用另一把密钥签名的：{named}"),
        SignatureError::False => "签名是假的：不是用这把密钥对这份记录所签".to_owned(),
    };
    Text::new(zh, error.to_string())
}
