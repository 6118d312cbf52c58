//! The machine that figures are of.

use std::fs;

use jiff::Timestamp;

/// One line: processors, memory, system, the day.
pub(super) fn told() -> String {
    let read = |path: &str| fs::read_to_string(path).unwrap_or_default();
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let processor = field(&read("/proc/cpuinfo"), "model name").unwrap_or_else(|| "processor unknown".to_owned());
    let kernel = read("/proc/sys/kernel/osrelease");
    let memory = field(&read("/proc/meminfo"), "MemTotal").and_then(|told| told.strip_suffix(" kB")?.parse().ok());
    let memory: u64 = memory.unwrap_or(0);
    let day = day();
    format!("{cores} × {processor}, {} GB, Linux {}, {day}", memory.div_ceil(1024 * 1024), kernel.trim())
}

#[expect(clippy::disallowed_methods, reason = "the day on which something was measured is the clock's")]
fn day() -> String {
    Timestamp::now().strftime("%Y-%m-%d").to_string()
}

/// What stands after `name:` in the first line that begins so.
fn field(text: &str, name: &str) -> Option<String> {
    let line = text.lines().find(|line| line.starts_with(name))?;
    Some(line.split_once(':')?.1.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::{field, told};

    #[test]
    fn a_field_of_a_file_of_the_system() {
        assert_eq!(field("processor\t: 0\nmodel name\t: Ours  9\n", "model name").unwrap(), "Ours  9");
        assert_eq!(field("MemTotal:       1024 kB\n", "MemTotal").unwrap(), "1024 kB");
    }

    #[test]
    fn the_machine_has_memory_and_a_system() {
        let told = told();
        assert!(told.contains(" GB, Linux ") && !told.contains(", 0 GB"), "{told}");
    }
}
