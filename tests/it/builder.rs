//! Facts from Rust values are the facts that JSON gives: the same assessment, to the byte.

use zeren::{
    DeterminationBuilder, DischargeBuilder, FactValue, FactsBuilder, PersonBuilder, Policy,
    RecordBuilder, ReportBuilder, UnitBuilder,
};

const POLICY: &str = r#"
    regulation "Ferry rules" { effective 2020-01-01 }
    interpretation reading { question "silent" choice strict choice mild take strict because "test" }
    level region  level port within region
    organ region_office { level region }
    organ port_office { level port under region_office
        office master { title harbour_master answers for leadership cite interpretation reading } }
    matter safety { cite interpretation reading }
    borne kind main { cite interpretation reading }
    pursued kind leadership { cite interpretation reading }
    mapping main -> leadership { cite interpretation reading }
    metric delays { level port measured in % cite interpretation reading }
    target punctual { for each port require delays at most plan plan "the yearly plan" measured in %
                      due period end matter safety cite interpretation reading }
    target better { for each port require delays less than the year before delays
                    due period end matter safety cite interpretation reading }
    enumeration spill_kind { oil, other_stuff }
    record spill { level port field what: spill_kind field day: date as act date field doer: actor
                   field confirmed: truth }
    report log { holder port_office to region_office every half-year due 10 days after period end
                 matter safety cite interpretation reading }
    vague term grave { applies to spill determined by "the inspector" yields truth
                       cite interpretation reading }
    duty port_duty { holder port_office bears main for safety targets punctual, better report log
                     cite interpretation reading }
    duty region_duty { holder region_office bears main for safety cite interpretation reading }
    consequence answer { pursue leadership level by level shall authority "the inspector" gate presumed
                         cite interpretation reading }
    trigger late on safety { for each target punctual consequence answer cite interpretation reading }
    trigger spilled on safety { for each spill where confirmed if grave consequence answer
                                cite interpretation reading }
"#;

const JSON: &str = r#"{
    "format": "zeren.facts/1", "as_of": "2021-01-20", "period": "2020", "note": "invented", "source": "a test",
    "units": [{"level": "region", "name": "North", "units": [
      {"level": "port", "name": "Alba",
       "delays": {"value": "12.5%", "source": "the log", "note": "rounded", "date": "2020-12-31"},
       "plans": {"punctual": "10%"}, "earlier": {"2019": {"delays": "13%"}},
       "spill": [
         {"id": "a", "what": "oil", "day": "2020-03-01", "doer": {"person": "Ada"}, "confirmed": true},
         {"id": "b", "what": "other_stuff", "day": "2020-04-01", "confirmed": true, "note": "seen",
          "doer": {"organ": "port_office", "office": "harbour_master", "unit": "Alba"}},
         {"id": "c", "what": "oil", "day": "2019-04-01", "confirmed": false}]},
      {"level": "port", "name": "Brae", "delays": 9, "spill": []}]}],
    "persons": [{"name": "Ada", "organ": "port_office", "unit": "Alba", "office": "master",
                 "from": "2019-01-01", "to": "2020-12-31"}],
    "determinations": [{"term": "grave", "subject": {"record": "a"}, "value": true,
                        "authority": "the inspector", "date": "2020-06-01", "document": "No. 1"}],
    "discharges": [{"duty": "port_duty", "organ": "port_office", "unit": "Alba", "act": "a",
                    "date": "2020-02-01", "note": "had drilled"}],
    "reports": [{"report": "log", "organ": "port_office", "unit": "Alba", "period": "2020-H1",
                 "date": "2020-07-09"}]
}"#;

fn built() -> FactsBuilder {
    let delays = FactValue::from("12.5%")
        .source("the log")
        .note("rounded")
        .dated("2020-12-31");
    let alba = UnitBuilder::new("port", "Alba")
        .set("delays", delays)
        .plan("punctual", "10%")
        .earlier("2019", [("delays", "13%")])
        .record(
            "spill",
            spill("a", "oil", "2020-03-01", true).set("doer", FactValue::person("Ada")),
        )
        .record(
            "spill",
            spill("b", "other_stuff", "2020-04-01", true)
                .note("seen")
                .set(
                    "doer",
                    FactValue::office_at("port_office", "harbour_master", "Alba"),
                ),
        )
        .record("spill", spill("c", "oil", "2019-04-01", false));
    let brae = UnitBuilder::new("port", "Brae")
        .set("delays", 9)
        .no_records("spill");
    FactsBuilder::new("2021-01-20", "2020")
        .note("invented")
        .source("a test")
        .unit(UnitBuilder::new("region", "North").unit(alba).unit(brae))
        .person(
            PersonBuilder::new("Ada", "port_office")
                .unit("Alba")
                .office("master")
                .from("2019-01-01")
                .to("2020-12-31"),
        )
        .determination(
            DeterminationBuilder::new("grave", true, "the inspector", "2020-06-01")
                .on_record("a")
                .document("No. 1"),
        )
        .discharge(
            DischargeBuilder::new("port_duty", "port_office")
                .unit("Alba")
                .act("a")
                .date("2020-02-01")
                .note("had drilled"),
        )
        .report(
            ReportBuilder::new("log", "port_office", "2020-07-09")
                .unit("Alba")
                .period("2020-H1"),
        )
}

fn spill(id: &str, what: &str, day: &str, confirmed: bool) -> RecordBuilder {
    RecordBuilder::new()
        .id(id)
        .set("what", what)
        .set("day", day)
        .set("confirmed", confirmed)
}

#[test]
fn built_facts_and_json_give_the_same_bytes() {
    let policy = Policy::compile([("ferry.zeren", POLICY)]).unwrap();
    let from_json = policy.evaluate(&policy.read_facts(JSON).unwrap()).unwrap();
    let from_values = policy
        .evaluate(&policy.build_facts(built()).unwrap())
        .unwrap();
    assert!(from_json.has_fired() && from_json.is_open());
    assert_eq!(from_values.to_json(), from_json.to_json());
    // And what the builder writes is what it builds.
    let written = policy.read_facts(&built().to_json()).unwrap();
    assert_eq!(policy.evaluate(&written).unwrap(), from_json);
}

/// A value not set is unknown and a list of nothing means none, as in JSON.
#[test]
fn what_is_not_built_is_absent() {
    let policy = Policy::compile([("ferry.zeren", POLICY)]).unwrap();
    let json = r#"{"format": "zeren.facts/1", "as_of": "2021-01-20", "period": "2020", "reports": [],
        "units": [{"level": "region", "name": "North", "units": []}, {"level": "region", "name": "South"}]}"#;
    let built = FactsBuilder::new("2021-01-20", "2020")
        .unit(UnitBuilder::new("region", "North").no_units())
        .unit(UnitBuilder::new("region", "South"))
        .no_reports();
    let from_json = policy.evaluate(&policy.read_facts(json).unwrap()).unwrap();
    let from_values = policy
        .evaluate(&policy.build_facts(built).unwrap())
        .unwrap();
    assert_eq!(from_values.to_json(), from_json.to_json());
}
