//! How long it takes to read a copied page: one of a day's length, and one of
//! fifty days, which should take about fifty times as long.

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};

#[path = "../src/import"]
mod import {
    #[expect(dead_code, unused_imports, reason = "the binary uses what is not timed here")]
    pub(crate) mod text;
}

const PAGE: &str = include_str!("../tests/it/fixtures/pasted-page.txt");

fn reading(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("read a copied page");
    let posts = PAGE.split_once("18 Posts").map_or(PAGE, |(_, posts)| posts);
    let fifty = format!("{PAGE}{}", posts.repeat(49));
    for (name, page) in [("one day", PAGE), ("fifty days", &fifty)] {
        group.throughput(Throughput::Bytes(page.len() as u64));
        group.bench_function(name, |bencher| {
            bencher.iter(|| import::text::read(black_box(page)).map(|page| page.posts.len()));
        });
    }
    group.finish();
}

criterion_group!(benches, reading);
criterion_main!(benches);
