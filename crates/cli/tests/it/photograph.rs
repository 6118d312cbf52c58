//! A picture as a camera would send it, of any size.

use jpeg_encoder::{ColorType, Encoder};

/// A picture with a gradient and noise, as photographs have.
pub(crate) fn photograph(width: u16, height: u16) -> Vec<u8> {
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
