//! What each rule stands for, when it is what was expected.

use super::{DATE, NAME, Stands, TEXT, VALUE};
use crate::syntax::grammar::Rule as R;

/// What a rule stands for.
pub(super) fn stands(rule: R) -> Stands {
    statement(rule)
        .or_else(|| of_scenario(rule))
        .or_else(|| plain(rule))
        .or_else(|| expression(rule))
        .unwrap_or_else(|| word(rule))
}

/// The rules that begin a declaration or property, by the keywords that they begin with.
#[expect(clippy::too_many_lines, reason = "one flat table")]
fn statement(rule: R) -> Option<Stands> {
    let stands = match rule {
        R::file
        | R::import
        | R::regulation
        | R::level
        | R::measure
        | R::enumeration
        | R::organ
        | R::class
        | R::matter
        | R::kind
        | R::mapping
        | R::duty
        | R::metric
        | R::target
        | R::prohibition
        | R::report
        | R::record
        | R::vague
        | R::parameter
        | R::definition
        | R::table
        | R::trigger
        | R::consequence
        | R::commendation
        | R::interpretation
        | R::scope
        | R::nonoperative
        | R::delegation
        | R::background
        | R::scenario
        | R::given_items => Stands::Item,
        R::document_number => Stands::Prop(&[R::document_number_kw]),
        R::issued => Stands::Prop(&[R::issued_kw]),
        R::effective => Stands::Prop(&[R::effective_kw]),
        R::expires => Stands::Prop(&[R::expires_kw]),
        R::source_text => Stands::Prop(&[R::source_kw]),
        R::digest => Stands::Prop(&[R::digest_kw]),
        R::legal_basis => Stands::Prop(&[R::legal_basis_kw]),
        R::interpreted_by => Stands::Prop(&[R::interpreted_by_kw]),
        R::erratum => Stands::Prop(&[R::erratum_kw]),
        R::cite => Stands::Prop(&[R::cite_kw]),
        R::allowance => Stands::Prop(&[R::allow_kw]),
        R::level_prop => Stands::Prop(&[R::level_kw]),
        R::single => Stands::Prop(&[R::single_kw]),
        R::superior => Stands::Prop(&[R::superior_kw]),
        R::office => Stands::Prop(&[R::office_kw]),
        R::office_titles => Stands::Prop(&[R::titles_kw]),
        R::answers => Stands::Prop(&[R::answers_kw]),
        R::members => Stands::Prop(&[R::members_kw]),
        R::holder => Stands::Prop(&[R::holder_kw]),
        R::bears => Stands::Prop(&[R::bears_kw, R::toward_kw]),
        R::matter_prop => Stands::Prop(&[R::matter_kw]),
        R::claimant => Stands::Prop(&[R::claimant_kw]),
        R::targets_prop => Stands::Prop(&[R::target_kw]),
        R::reports_prop => Stands::Prop(&[R::report_kw]),
        R::prohibitions_prop => Stands::Prop(&[R::prohibition_kw]),
        R::due => Stands::Prop(&[R::due_kw]),
        R::applies => Stands::Prop(&[R::applies_kw]),
        R::typed => Stands::Prop(&[R::measured_kw]),
        R::range => Stands::Prop(&[R::range_kw]),
        R::owner => Stands::Prop(&[R::owner_kw]),
        R::computed => Stands::Prop(&[R::computed_kw]),
        R::worded => Stands::Prop(&[R::worded_kw]),
        R::ranging => Stands::Prop(&[R::for_each_kw]),
        R::branch => Stands::Prop(&[R::for_each_kw]),
        R::require => Stands::Prop(&[R::require_kw]),
        R::population => Stands::Prop(&[R::population_kw]),
        R::label => Stands::Prop(&[R::label_kw]),
        R::plan => Stands::Prop(&[R::plan_kw]),
        R::acts => Stands::Prop(&[R::acts_kw]),
        R::found_in => Stands::Prop(&[R::found_in_kw]),
        R::addressee => Stands::Prop(&[R::addressee_kw]),
        R::frequency => Stands::Prop(&[
            R::every_year_kw,
            R::every_half_kw,
            R::every_quarter_kw,
            R::every_month_kw,
        ]),
        R::field => Stands::Prop(&[R::field_kw]),
        R::applies_to => Stands::Prop(&[R::applies_to_kw]),
        R::determined_by => Stands::Prop(&[R::determined_by_kw]),
        R::yields => Stands::Prop(&[R::yields_kw]),
        R::table_row => Stands::Prop(&[R::where_kw]),
        R::table_otherwise => Stands::Prop(&[R::otherwise_kw]),
        R::consequence_ref => Stands::Prop(&[R::consequence_kw]),
        R::pursue => Stands::Prop(&[R::pursue_kw, R::level_by_level_kw]),
        R::modality => Stands::Prop(&[R::shall_kw, R::may_kw]),
        R::authority => Stands::Prop(&[R::authority_kw]),
        R::following => Stands::Prop(&[R::following_kw]),
        R::gate => Stands::Prop(&[R::gate_kw]),
        R::actor_answers => Stands::Prop(&[R::actor_type_kw]),
        R::commended => Stands::Prop(&[R::commended_kw]),
        R::requires_term => Stands::Prop(&[R::requires_term_kw]),
        R::question => Stands::Prop(&[R::question_kw]),
        R::choice => Stands::Prop(&[R::choice_kw]),
        R::taken => Stands::Prop(&[R::take_kw]),
        R::reason => Stands::Prop(&[R::because_kw]),
        R::scope_covers => Stands::Prop(&[R::covers_kw]),
        R::scope_excludes => Stands::Prop(&[R::excludes_kw]),
        R::document => Stands::Prop(&[R::document_kw]),
        R::reading => Stands::Prop(&[R::take_kw]),
        R::fact => Stands::Prop(&[
            R::known_on_kw,
            R::about_kw,
            R::person_kw,
            R::determined_kw,
            R::discharge_kw,
            R::made_kw,
        ]),
        R::expectations => Stands::Prop(&[R::expect_kw]),
        R::expectation | R::expected => Stands::Prop(&[
            R::trigger_kw,
            R::finding_kw,
            R::spared_kw,
            R::cause_kw,
            R::target_kw,
            R::missing_kw,
        ]),
        R::given_organ
        | R::given_office
        | R::given_class
        | R::given_duty
        | R::given_metric
        | R::given_target
        | R::given_prohibition
        | R::given_report
        | R::given_trigger
        | R::given_consequence
        | R::given_commendation
        | R::given_scope
        | R::given_vague => Stands::Prop(&[R::given_kw]),
        _ => return None,
    };
    Some(stands)
}

/// The parts of scenarios.
fn of_scenario(rule: R) -> Option<Stands> {
    let stands = match rule {
        R::upon => Stands::Words(&[R::upon_kw], None),
        R::path | R::subject | R::several | R::fact_key | R::fact_word | R::value_name => {
            Stands::Words(&[], Some(NAME))
        }
        R::list_entry
        | R::fact_block
        | R::fact_value
        | R::inner_units
        | R::plan_figure
        | R::earlier_values
        | R::facts_note
        | R::facts_origin
        | R::known_on
        | R::about_period => Stands::Words(&[], Some(("事实", "a fact"))),
        R::absent => Stands::Words(&[R::nothing_kw, R::unknown_kw], None),
        R::value | R::amount | R::named_person => {
            Stands::Words(&[R::nothing_kw, R::unknown_kw], Some(("值", "a value")))
        }
        R::period_text => Stands::Words(&[], Some(("期间（如 2017年）", "a period (2017)"))),
        R::details => Stands::Opening,
        R::mark => Stands::Words(
            &[],
            Some(("状态（如 成立、未达到）", "a status (fired, breached)")),
        ),
        R::at_place => Stands::Words(&[R::at_kw], None),
        R::is_value => Stands::Words(&[R::is_kw], None),
        R::done_by => Stands::Words(&[R::doer_kw], None),
        R::on_day
        | R::starts
        | R::ends
        | R::during
        | R::persons_named
        | R::aspect
        | R::actor_named
        | R::role_played
        | R::distance
        | R::measured_as
        | R::document_named
        | R::reading_relied => {
            Stands::Words(&[], Some(("细节（如 责任、日期）", "a detail (duty, on)")))
        }
        R::missing => Stands::Words(&[R::missing_kw, R::missing_only_kw], None),
        R::needed_kind => Stands::Words(&[R::metric_kw, R::determined_kw], None),
        R::how_many | R::sep => Stands::Nothing,
        _ => return None,
    };
    Some(stands)
}

/// What has no one spelling: names, texts, numbers, dates, clauses.
fn plain(rule: R) -> Option<Stands> {
    let stands = match rule {
        R::ident
        | R::name
        | R::name_list
        | R::given_head
        | R::party_share
        | R::party
        | R::matter_names
        | R::name_ref => Stands::Words(&[], Some(NAME)),
        R::mapping_from => Stands::Words(&[R::unspecified_kw], Some(NAME)),
        R::lbrace => Stands::Opening,
        R::colon => Stands::Words(&[], Some(("`：`", "`:`"))),
        R::equals => Stands::Words(&[], Some(("`=`", "`=`"))),
        R::arrow => Stands::Words(&[], Some(("`→`", "`->`"))),
        R::string | R::string_list => Stands::Words(&[], Some(TEXT)),
        R::number | R::quantity | R::signed => Stands::Words(&[], Some(("数值", "a number"))),
        R::integer => Stands::Words(&[], Some(("整数", "a whole number"))),
        R::unit_name | R::unit_word | R::percent_sign => {
            Stands::Words(&[], Some(("计量单位", "a unit of measure")))
        }
        R::date => Stands::Words(&[], Some(DATE)),
        R::duration => Stands::Words(
            &[],
            Some((
                "时长（如 30日、6个月）",
                "a length of time (30 days, 6 months)",
            )),
        ),
        R::duration_unit | R::days_unit | R::weeks_unit | R::months_unit | R::years_unit => {
            Stands::Words(
                &[],
                Some((
                    "时间单位（日、周、个月、年）",
                    "days, weeks, months or years",
                )),
            )
        }
        R::due_spec => Stands::Words(&[R::period_end_kw, R::continuous_kw], Some(DATE)),
        R::clause_ref | R::zh_article | R::zh_chapter | R::cite_clause => Stands::Words(
            &[R::article_kw],
            Some(("条款（如 第三条）", "a clause (art 3)")),
        ),
        R::cite_item => Stands::Words(
            &[R::interpretation_kw],
            Some(("条款（如 第三条）", "a clause (art 3)")),
        ),
        R::ordinal
        | R::ordinal_para
        | R::ordinal_item
        | R::ordinal_subitem
        | R::ordinal_chapter
        | R::ordinal_text
        | R::trigger_number => Stands::Words(&[], Some(("序号", "an ordinal"))),
        R::type_ref => Stands::Words(
            &[R::truth_type_kw, R::date_type_kw],
            Some(("计量单位、枚举等类型", "a type, such as a unit of measure")),
        ),
        R::role => Stands::Words(
            &[
                R::act_date_kw,
                R::discovery_date_kw,
                R::report_date_kw,
                R::same_act_kw,
            ],
            None,
        ),
        _ => return None,
    };
    Some(stands)
}

fn expression(rule: R) -> Option<Stands> {
    let stands = match rule {
        R::expr
        | R::and_expr
        | R::not_expr
        | R::body
        | R::and_body
        | R::not_body
        | R::quantified
        | R::quantifier
        | R::within
        | R::each_period
        | R::comparison
        | R::fallback
        | R::sum
        | R::product
        | R::unary
        | R::primary
        | R::call
        | R::earlier
        | R::constant => Stands::Words(&[], Some(VALUE)),
        R::domain => Stands::Words(
            &[R::target_kw, R::metric_kw],
            Some(("记录或层级的名称", "the name of a record type or a level")),
        ),
        R::target_domain => Stands::Words(&[R::target_kw], None),
        R::prohibition_domain => Stands::Words(&[R::prohibition_kw], None),
        R::report_domain => Stands::Words(&[R::report_kw], None),
        R::duty_domain => Stands::Words(&[R::duty_kw], None),
        R::metric_domain => Stands::Words(&[R::metric_kw], None),
        R::window => Stands::Words(
            &[],
            Some((
                "时间范围（如 近 12个月）",
                "a span of time (in the last 12 months)",
            )),
        ),
        R::cmp_tail | R::cmp_op => Stands::Operator(COMPARISONS),
        R::in_tail => Stands::Operator(&[R::in_kw, R::not_in_kw]),
        R::bound_tail => Stands::Operator(&[R::reach_kw, R::above_kw, R::below_kw]),
        R::ge_kw => Stands::Operator(&[R::ge_kw]),
        R::le_kw => Stands::Operator(&[R::le_kw]),
        R::ne_kw => Stands::Operator(&[R::ne_kw]),
        R::gt_kw => Stands::Operator(&[R::gt_kw]),
        R::lt_kw => Stands::Operator(&[R::lt_kw]),
        R::eq_kw => Stands::Operator(&[R::eq_kw]),
        R::and_kw => Stands::Operator(&[R::and_kw]),
        R::or_kw => Stands::Operator(&[R::or_kw]),
        R::share_of_kw => Stands::Operator(&[R::share_of_kw]),
        R::failing_kw => Stands::Operator(&[R::failing_kw]),
        R::reach_kw => Stands::Operator(&[R::reach_kw]),
        R::plus | R::minus | R::times | R::divide => Stands::Operator(&[]),
        _ => return None,
    };
    Some(stands)
}

const COMPARISONS: &[R] = &[R::ge_kw, R::le_kw, R::gt_kw, R::lt_kw, R::eq_kw, R::ne_kw];

/// A keyword speaks for itself; the rest are parts that something else on the list announces.
fn word(rule: R) -> Stands {
    match rule {
        R::counter_kw
        | R::not_kw
        | R::de_kw
        | R::of_kw
        | R::above_kw
        | R::below_kw
        | R::in_kw
        | R::not_in_kw => Stands::Nothing,
        _ => Stands::Words(&[], None),
    }
}
