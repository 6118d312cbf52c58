//! From values to places, with ticks at round numbers.

/// A range of values with round ticks in it.
#[derive(Clone, Debug)]
pub(crate) struct Scale {
    low: f64,
    high: f64,
    step: f64,
}

/// Whether a scale has to begin at zero.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Zero {
    /// Lengths are compared, so it has to.
    Shown,
    /// It does where it is near.
    IfNear,
}

impl Scale {
    /// A scale that holds all values, with about so many ticks.
    pub(crate) fn over(values: impl Iterator<Item = f64>, zero: Zero, ticks: u32) -> Self {
        let (mut low, mut high) = values.fold((f64::INFINITY, f64::NEG_INFINITY), |(a, b), v| (a.min(v), b.max(v)));
        if low > high {
            (low, high) = (0.0, 1.0);
        }
        let is_near = low > 0.0 && low <= high * 0.4 || high < 0.0 && high >= low * 0.4;
        if zero == Zero::Shown || is_near || low == high {
            (low, high) = (low.min(0.0), high.max(0.0));
        }
        if low == high {
            high = low + 1.0;
        }
        let rough = (high - low) / f64::from(ticks);
        let power = 10_f64.powf(rough.log10().floor());
        let step = [1.0, 2.0, 5.0, 10.0].into_iter().find(|step| rough <= step * power).unwrap_or(10.0) * power;
        Self { low: (low / step).floor() * step, high: (high / step).ceil() * step, step }
    }

    /// Where a value is between the ends, 0 to 1.
    pub(crate) fn place(&self, value: f64) -> f64 {
        (value - self.low) / (self.high - self.low)
    }

    /// The ticks, from the lowest.
    pub(crate) fn ticks(&self) -> impl Iterator<Item = f64> + '_ {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "there are about as many as asked for"
        )]
        let count = ((self.high - self.low) / self.step).round().min(50.0) as u32;
        (0..=count).map(|index| self.low + f64::from(index) * self.step)
    }

    /// How many decimals the ticks need.
    pub(crate) fn decimals(&self) -> usize {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is between 0 and 12")]
        let decimals = (-self.step.log10().floor()).clamp(0.0, 12.0) as usize;
        decimals
    }
}

#[cfg(test)]
mod tests {
    use super::{Scale, Zero};

    fn ticks(values: &[f64], zero: Zero) -> Vec<f64> {
        Scale::over(values.iter().copied(), zero, 5).ticks().collect()
    }

    #[test]
    fn ticks_are_round_and_hold_the_values() {
        assert_eq!(ticks(&[3.0, 97.0], Zero::IfNear), [0.0, 20.0, 40.0, 60.0, 80.0, 100.0]);
        assert_eq!(ticks(&[91.0, 97.0], Zero::IfNear), [90.0, 92.0, 94.0, 96.0, 98.0]);
        assert_eq!(ticks(&[91.0, 97.0], Zero::Shown).first(), Some(&0.0));
        assert_eq!(ticks(&[-4.0, 6.0], Zero::IfNear), [-4.0, -2.0, 0.0, 2.0, 4.0, 6.0]);
        assert_eq!(ticks(&[7.0, 7.0], Zero::IfNear), [0.0, 2.0, 4.0, 6.0, 8.0]);
    }

    #[test]
    fn no_values_make_it_fail() {
        for values in [&[][..], &[0.0], &[1e99, -1e99], &[1e-300], &[5e-324, 1e-323]] {
            let scale = Scale::over(values.iter().copied(), Zero::IfNear, 5);
            assert!(scale.ticks().count() <= 51, "{scale:?}");
        }
    }
}
