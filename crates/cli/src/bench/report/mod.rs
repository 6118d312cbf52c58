//! `stet bench report`: every question that the project asks of its speed, in
//! one run, as the part of a document that nobody writes by hand.

mod document;
mod question;
mod wanted;

use std::time::Duration;

use super::grid::Grid;
use super::machine;
use super::page::{self, Plan};
use super::peers::nginx;
use super::run::Coding;
use super::table::{Columns, Row};
use super::target::Target;
use super::{installed_peers, raise_limit, this_program};
use crate::{ReportArgs, outcome};
use question::Asked;
use wanted::{Limit, Wanted};

/// Over how many connections the page is asked for.
const CONNECTIONS: usize = 64;

/// Measures everything, prints it, and writes it where it belongs.
pub(crate) fn run(args: &ReportArgs) -> anyhow::Result<()> {
    raise_limit();
    if let Some(file) = &args.write {
        // Whoever measures for a quarter of an hour wants to know before.
        document::check(file)?;
    }
    let program = args.server.clone().map_or_else(this_program, Ok)?;
    let stet = Target::Stet(program.clone());
    let yardstick = Target::Yardstick(this_program()?);
    let peers = installed_peers()?;
    let mut report = Report::default();
    report.add(&format!("{}; `{}`.", machine::told(), document::command()))?;
    for question in question::all() {
        let question = if args.brief { question.brief() } else { question };
        let targets = match question.asked {
            Asked::Stet => vec![&stet],
            Asked::All => [&stet, &yardstick].into_iter().chain(&peers).collect(),
        };
        report.add(&format!("### {}\n\n{}", question.title, question.told))?;
        let grid = Grid { targets, runs: question.runs, times: question.times };
        let rows = grid.measure(|_, _| Ok(()))?;
        report.table(&question.columns, &rows, &question.wanted)?;
    }
    let (time, times) = if args.brief { (Duration::from_millis(300), 1) } else { (Duration::from_secs(5), 3) };
    let plan =
        Plan { server: program, file: args.file.clone(), connections: CONNECTIONS, time, times, peers: Vec::new() };
    pages(&mut report, &plan)?;
    if let Some(file) = &args.write {
        document::write(file, &report.text)?;
    }
    Ok(())
}

fn pages(report: &mut Report, plan: &Plan) -> anyhow::Result<()> {
    let beside = match nginx::installed() {
        Some(_) => {
            "beside nginx, which serves the same bytes from files that it keeps open (`sendfile`, `gzip_static`, no log)"
        }
        None => "alone: nginx is not installed here",
    };
    let of = if plan.file.is_some() { "the given file" } else { "40 posts of 2 KB" };
    report.add(&format!(
        "### The page\n\nA page of {of}, asked for again and again over {} connections that stay, {} s, the median of {}; {beside}.",
        plan.connections,
        plan.time.as_secs_f64(),
        plan.times
    ))?;
    for (coding, rate) in [(Coding::Identity, 1.0), (Coding::Gzip, 1.1)] {
        let rows = page::measure(plan, coding)?;
        let wanted = [
            Wanted { figure: &page::RATE, run: 0, over: Some((Some("nginx"), 0)), limit: Limit::AtLeast(rate) },
            Wanted { figure: &page::P99, run: 0, over: Some((Some("nginx"), 0)), limit: Limit::AtMost(1.0) },
        ];
        report.table(&page::ALL, &rows, &wanted)?;
    }
    Ok(())
}

/// What is written in the end, and printed meanwhile.
#[derive(Default)]
struct Report {
    text: String,
}

impl Report {
    fn add(&mut self, paragraph: &str) -> anyhow::Result<()> {
        outcome::print(&format!("{paragraph}\n"))?;
        self.text.push_str(paragraph);
        self.text.push_str("\n\n");
        Ok(())
    }

    fn table<M: 'static>(&mut self, columns: &Columns<M>, rows: &[Row<M>], wanted: &[Wanted<M>]) -> anyhow::Result<()> {
        let Some(first) = rows.first() else { return Ok(()) };
        let lines: Vec<_> = rows.iter().map(|row| columns.line(row, first)).collect();
        self.add(&format!("{}\n{}", columns.head(), lines.join("\n")))?;
        let wanted: Vec<_> = wanted.iter().map(|wanted| wanted.told(rows)).collect();
        self.add(&wanted.join("\n"))
    }
}
