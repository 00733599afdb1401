//! The floor: the charter's rules as a good programmer would write them for this one regulation, over plain
//! structs that `serde_json` fills. Percentages and money are whole hundredths.
//!
//! It must stay what somebody would write who never heard of the engine.

use serde::{Deserialize, Deserializer};

use crate::workload::Bounds;

/// One document.
#[derive(Debug, Deserialize)]
pub struct Document {
    /// The day that the facts are as of; nothing later exists yet.
    #[serde(deserialize_with = "day")]
    pub as_of: u32,
    /// The offices; one.
    pub units: Vec<Office>,
    /// Head and clerk.
    #[expect(dead_code, reason = "who answers is read, and decides nothing")]
    pub persons: Vec<Person>,
}

/// A line of the roster.
#[derive(Debug, Deserialize)]
#[expect(dead_code, reason = "who answers is read, and decides nothing")]
pub struct Person {
    name: String,
    unit: String,
    office: Post,
    #[serde(deserialize_with = "day")]
    from: u32,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Post {
    Head,
    Clerk,
}

/// What is known of an office.
#[derive(Debug, Deserialize)]
pub struct Office {
    #[expect(dead_code, reason = "which office it is decides nothing")]
    name: String,
    #[serde(deserialize_with = "hundredths")]
    water: i64,
    #[serde(deserialize_with = "hundredths")]
    quays: i64,
    #[serde(deserialize_with = "hundredths")]
    crews: i64,
    #[serde(deserialize_with = "hundredths")]
    insured: i64,
    #[serde(deserialize_with = "hundredths")]
    paid: i64,
    delay: i64,
    damaged: i64,
    repaired: i64,
    asked: i64,
    berthed: i64,
    #[serde(deserialize_with = "hundredths")]
    budget: i64,
    #[serde(deserialize_with = "hundredths")]
    spent: i64,
    staff: i64,
    trained: i64,
    #[serde(deserialize_with = "hundredths")]
    accuracy: i64,
    #[serde(deserialize_with = "hundredths")]
    satisfied: i64,
    open_sea: bool,
    tonnage: Size,
    misuse: Vec<Misuse>,
    misdeeds: Vec<Misdeed>,
    breaches: Vec<Breach>,
    accidents: Vec<Accident>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Size {
    Small,
    Middling,
    Large,
}

#[derive(Debug, Deserialize)]
struct Misuse {
    #[expect(dead_code, reason = "read for the report")]
    id: String,
    #[serde(deserialize_with = "day")]
    day: u32,
    #[serde(deserialize_with = "hundredths")]
    amount: i64,
    confirmed: bool,
}

#[derive(Debug, Deserialize)]
struct Misdeed {
    #[expect(dead_code, reason = "read for the report")]
    id: String,
    what: Deed,
    #[serde(deserialize_with = "day")]
    day: u32,
    confirmed: bool,
}

/// What was done; its place in the policy's enumeration.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Deed {
    Gifts,
    Favours,
    Hiding,
    Selling,
    Falsifying,
    Lateness,
    Rudeness,
    Waste,
}

#[derive(Debug, Deserialize)]
struct Breach {
    #[expect(dead_code, reason = "read for the report")]
    id: String,
    origin: Origin,
    #[serde(deserialize_with = "day")]
    day: u32,
    confirmed: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Origin {
    Audit,
    Inspectors,
    Council,
    Public,
    Anonymous,
    Rumour,
}

#[derive(Debug, Deserialize)]
struct Accident {
    #[expect(dead_code, reason = "read for the report")]
    id: String,
    gravity: Gravity,
    #[serde(deserialize_with = "day")]
    day: u32,
    adverse: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Gravity {
    Slight,
    Plain,
    Major,
}

/// The first and the last day of the period, as `yyyymmdd`.
const PERIOD: (u32, u32) = (20_240_101, 20_241_231);

/// Which of the seven triggers fire under one set of bounds: bit 0 is the first.
#[inline]
pub fn decide(document: &Document, bounds: &Bounds) -> u8 {
    let as_of = document.as_of;
    document
        .units
        .iter()
        .fold(0, |fired, office| fired | rules(office, as_of, bounds))
}

#[inline]
fn rules(office: &Office, as_of: u32, bounds: &Bounds) -> u8 {
    let now = |day: u32| day >= PERIOD.0 && day <= PERIOD.1 && day <= as_of;
    let missed = targets_missed(office, bounds);
    let misused = office
        .misuse
        .iter()
        .any(|it| it.confirmed && it.amount > bounds.amount && now(it.day));
    let forbidden = office
        .misdeeds
        .iter()
        .any(|it| it.confirmed && bounds.forbids(it.what as u8) && now(it.day));
    let falsified = office
        .misdeeds
        .iter()
        .any(|it| it.what == Deed::Falsifying && now(it.day));
    let low = office.accuracy < bounds.accuracy || office.satisfied < bounds.satisfied;
    let breach = office.breaches.iter().any(|it| {
        let named = matches!(
            it.origin,
            Origin::Audit | Origin::Inspectors | Origin::Council | Origin::Public
        );
        it.confirmed && named && now(it.day)
    });
    let accident = office
        .accidents
        .iter()
        .any(|it| it.gravity == Gravity::Major && it.adverse && now(it.day));
    u8::from(missed)
        | u8::from(misused) << 1
        | u8::from(forbidden) << 2
        | u8::from(falsified) << 3
        | u8::from(low) << 4
        | u8::from(breach) << 5
        | u8::from(accident) << 6
}

#[inline]
fn targets_missed(office: &Office, bounds: &Bounds) -> bool {
    let below = |part: i64, whole: i64, share: i64| part * 10_000 < share * whole;
    office.water < bounds.water
        || office.quays < bounds.quays
        || (office.open_sea && office.crews < bounds.crews)
        || office.insured < bounds.insured
        || office.paid < bounds.paid
        || office.delay > bounds.delay
        || below(office.repaired, office.damaged, bounds.repaired)
        || below(office.berthed, office.asked, bounds.berthed)
        || office.spent * 10_000 > bounds.spent * office.budget
        || (office.tonnage != Size::Small && below(office.trained, office.staff, bounds.trained))
}

/// Two decimals as written become whole hundredths.
fn hundredths<'de, D: Deserializer<'de>>(from: D) -> Result<i64, D::Error> {
    let value = f64::deserialize(from)?;
    #[expect(
        clippy::cast_possible_truncation,
        reason = "the workload's figures stay far below 2^53 hundredths"
    )]
    Ok((value * 100.0).round() as i64)
}

/// `2024-05-03` becomes `20240503`.
fn day<'de, D: Deserializer<'de>>(from: D) -> Result<u32, D::Error> {
    let text = <&str>::deserialize(from)?;
    let digits = text.bytes().filter(|byte| *byte != b'-');
    digits
        .map(|byte| byte.checked_sub(b'0').filter(|digit| *digit < 10))
        .try_fold(0u32, |day, digit| Some(day * 10 + u32::from(digit?)))
        .ok_or_else(|| serde::de::Error::custom("a day should stand here"))
}
