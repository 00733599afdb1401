//! The explanations of an invented regulation on rivers and lakes.

mod findings;
mod flips;
pub(in crate::explain) mod proofs;
mod why_not;

use super::{Case, ExplainLimits};
use crate::assessment::ClausesOf;
use crate::attribution::{Attribution, attribute};
use crate::check::{CheckOptions, SourceTexts, check};
use crate::diagnostic::Diagnostics;
use crate::diagnostic::plain::render;
use crate::eval::{Evaluation, Machine, evaluate};
use crate::facts::{Document, FactLimits, FactNames, FactStore, Tape, read};
use crate::lang::Lang;
use crate::model::Model;
use crate::program::{Program, compile};
use crate::source::{Source, Sources};
use crate::syntax::{SyntaxLimits, parse};

const STEPS: u64 = 10_000_000;
pub(in crate::explain) const LIMITS: ExplainLimits = ExplainLimits {
    nodes: 10_000,
    tries: 2_000,
    steps: STEPS,
};

/// A compiled policy.
pub(in crate::explain) struct World {
    pub(in crate::explain) sources: Sources,
    pub(in crate::explain) model: Model,
    pub(in crate::explain) program: Program,
    pub(in crate::explain) clauses: ClausesOf,
}

/// What was evaluated.
pub(in crate::explain) struct Asked<'w> {
    pub(in crate::explain) world: &'w World,
    pub(in crate::explain) machine: Machine<'w>,
    pub(in crate::explain) evaluation: Evaluation,
    pub(in crate::explain) attribution: Attribution,
}

impl World {
    /// The rivers' regulation, with something added to it.
    pub(in crate::explain) fn rivers(more: &str) -> Self {
        let policy = format!("{}\n{more}", include_str!("rivers.zeren"));
        let sources = Sources::from(vec![Source::new("河湖.zeren", policy)]);
        let mut texts = SourceTexts::new();
        texts.insert("河湖.txt".into(), include_str!("rivers.txt").into());
        let mut files = Vec::new();
        let mut problems = Diagnostics::new();
        for (id, source) in sources.iter() {
            let parsed = parse(id, source.text(), &SyntaxLimits::default());
            problems.extend(parsed.diagnostics);
            files.push(parsed.file);
        }
        let (model, found) = check(&files, &sources, &texts, &CheckOptions::default());
        problems.extend(found);
        let shown = render(problems.as_slice(), &sources, Lang::Zh);
        let model = model.unwrap_or_else(|| panic!("{shown}"));
        let program = compile(&model);
        let clauses = ClausesOf::new(&model, program.code.len());
        Self {
            clauses,
            sources,
            model,
            program,
        }
    }

    pub(in crate::explain) fn facts(&self, json: &str) -> FactStore {
        let limits = FactLimits::default();
        let mut tape = Tape::default();
        let document = Document::parse(json, &limits, &mut tape).expect("JSON");
        let (model, layout) = (&self.model, &self.program.layout);
        let names = FactNames::new(model, layout);
        let (facts, problems) = read(model, layout, &names, document, &limits);
        let shown = render(problems.as_slice(), &self.sources, Lang::Zh);
        facts.unwrap_or_else(|| panic!("{shown}"))
    }

    pub(in crate::explain) fn ask<'w>(&'w self, facts: &'w FactStore) -> Asked<'w> {
        let machine = Machine::new(&self.model, &self.program, facts, STEPS);
        let evaluation = evaluate(&machine);
        let attribution = attribute(&machine, &evaluation.triggers);
        Asked {
            world: self,
            machine,
            evaluation,
            attribution,
        }
    }
}

impl<'w> Asked<'w> {
    pub(in crate::explain) fn case(&self) -> Case<'_, 'w> {
        Case {
            machine: &self.machine,
            evaluation: &self.evaluation,
            attribution: &self.attribution,
            sources: &self.world.sources,
            clauses: &self.world.clauses,
            limits: LIMITS,
        }
    }
}

/// Facts of a county with two towns; a part given as JSON members is put into the first town and the whole.
pub(in crate::explain) fn facts(town: &str, whole: &str) -> String {
    format!(
        r#"{{"format": "zeren.facts/1", "as_of": "2018-01-10", "period": "2017", "units": [
        {{"level": "县", "name": "青县", "units": [
          {{"level": "镇", "name": "柳树镇", "units": [{{"level": "村", "name": "东村", "units": [], "排污": [], "事故": []}}], {town}}},
          {{"level": "镇", "name": "杨树镇", "群众满意度": "91%", "断面数": 10, "达标断面数": 10, "排污": [], "事故": [], "units": []}}
        ]}}],
        "persons": [
          {{"name": "李明", "organ": "镇政府", "unit": "柳树镇", "office": "代镇长", "from": "2016-05-01"}},
          {{"name": "王河", "organ": "镇政府", "unit": "柳树镇", "office": "河长", "from": "2016-05-01", "to": "2017-06-30"}},
          {{"name": "赵江", "organ": "镇政府", "unit": "柳树镇", "office": "河长", "from": "2017-07-01"}},
          {{"name": "陈县", "organ": "县政府", "office": "县长", "unit": "青县", "from": "2015-01-01"}}
        ]{whole}}}"#
    )
}

/// The first town with a satisfaction of 78 % and nothing else amiss.
pub(in crate::explain) const DISSATISFIED: &str = r#""群众满意度": {"value": "78%", "source": "统计局问卷", "note": "样本1200户"},
    "断面数": 40, "达标断面数": 38, "排污": [], "事故": []"#;

/// The first town with a discharge of waste and two accidents.
pub(in crate::explain) const WASTE: &str = r#""群众满意度": "85%", "断面数": 40, "达标断面数": 38,
    "排污": [{"id": "p1", "方式": "直排", "行为日": "2017-09-12", "行为人": "赵江", "数量": "8吨", "已查实": true, "source": "执法记录3号"}],
    "事故": [{"id": "s1", "发生日": "2017-03-01"}, {"id": "s2", "发生日": "2017-08-01"}, {"id": "s3", "发生日": "2016-08-01"}]"#;
