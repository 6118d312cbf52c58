//! A picture as a camera would send it, of any size.

use jpeg_encoder::{ColorType, Encoder};

/// A picture with a gradient and noise, as photographs have.
pub(crate) fn photograph(width: u16, height: u16) -> Vec<u8> {
    drawn(width, height, |x, y| {
        let noise = noise(x, y) >> 28;
        [x / 32 + noise, y / 32 + noise, (x + y) / 64 + noise]
    })
}

/// A picture of noise alone, which no coding makes small.
pub(crate) fn grainy(width: u16, height: u16) -> Vec<u8> {
    drawn(width, height, |x, y| [24, 16, 8].map(|shift| noise(x, y) >> shift))
}

fn noise(x: u32, y: u32) -> u32 {
    x.wrapping_mul(2_654_435_761) ^ y.wrapping_mul(40_503).wrapping_mul(x | 1)
}

fn drawn(width: u16, height: u16, colour: fn(u32, u32) -> [u32; 3]) -> Vec<u8> {
    let pixels: Vec<u8> = (0..u32::from(height))
        .flat_map(|y| (0..u32::from(width)).map(move |x| (x, y)))
        .flat_map(|(x, y)| colour(x, y).map(|channel| channel.to_le_bytes()[0]))
        .collect();
    let mut bytes = Vec::new();
    Encoder::new(&mut bytes, 90).encode(&pixels, width, height, ColorType::Rgb).unwrap();
    bytes
}
