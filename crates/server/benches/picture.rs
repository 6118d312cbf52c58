//! What a picture of 24 million pixels costs from its bytes to the files that
//! readers get at once: JPEG and WebP in seven widths, and the picture itself.
//!
//! `cargo bench -p stet-server --bench picture` prints it as time and as work,
//! which is the same on a machine that has other things to do.

#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "a measurement that cannot be made stops, and prints")]

use std::time::{Duration, Instant};

use criterion::Criterion;
use jpeg_encoder::{ColorType, Encoder};
use rayon::ThreadPoolBuilder;
use server::media::{PictureForm, take_picture};

/// Two processors are the least that a newsroom's server has.
const THREADS: usize = 2;

fn photograph(width: u16, height: u16) -> Vec<u8> {
    let pixels: Vec<u8> = (0..u32::from(height))
        .flat_map(|y| (0..u32::from(width)).map(move |x| (x, y)))
        .flat_map(|(x, y)| {
            let noise = (x.wrapping_mul(2_654_435_761) ^ y.wrapping_mul(40_503).wrapping_mul(x | 1)) >> 28;
            [x / 32 + noise, y / 32 + noise, (x + y) / 64 + noise].map(|channel| channel.to_le_bytes()[0])
        })
        .collect();
    let mut bytes = Vec::new();
    Encoder::new(&mut bytes, 90).encode(&pixels, width, height, ColorType::Rgb).unwrap();
    bytes
}

/// How long this process's threads have worked, from the system's count of hundredths.
fn worked() -> Duration {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap();
    let fields: Vec<&str> = stat.rsplit(')').next().unwrap().split_whitespace().collect();
    let ticks: u64 = fields[11].parse::<u64>().unwrap() + fields[12].parse::<u64>().unwrap();
    Duration::from_millis(ticks * 10)
}

fn main() {
    let photo = photograph(6000, 4000);
    let pool = ThreadPoolBuilder::new().num_threads(THREADS).build().unwrap();
    let take = || pool.install(|| take_picture(PictureForm::Jpeg, photo.clone()).unwrap());
    let (began, before) = (Instant::now(), worked());
    let taken = take();
    println!(
        "{} bytes into {} files: {:.2} s, {:.2} s of work, on {THREADS} threads",
        photo.len(),
        taken.renditions.len() + 1,
        began.elapsed().as_secs_f64(),
        (worked() - before).as_secs_f64()
    );
    let mut criterion = Criterion::default().configure_from_args().sample_size(10);
    criterion.bench_function("a picture of 24 million pixels", |bencher| bencher.iter(take));
    criterion.final_summary();
}
