//! Chance that can be repeated: the same seed throws the same.

/// A die, by the splitmix64 generator.
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below another.
    pub fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % (end as u64)).unwrap()
    }

    /// True so many times in a hundred.
    pub fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    pub fn pick<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())]
    }

    /// Some of them, in their order; at least one.
    pub fn some<T: Copy>(&mut self, all: &[T]) -> Vec<T> {
        let sure = self.below(all.len());
        let mut kept = Vec::new();
        for (place, one) in all.iter().enumerate() {
            if place == sure || self.chance(40) {
                kept.push(*one);
            }
        }
        kept
    }

    /// The text, or nothing.
    pub fn maybe(&mut self, percent: usize, text: impl FnOnce(&mut Self) -> String) -> String {
        if self.chance(percent) {
            text(self)
        } else {
            String::new()
        }
    }

    /// The text with one of the words in each `⟨a|b⟩`.
    pub fn words(&mut self, text: &str) -> String {
        let mut parts = text.split('⟨');
        let mut said = parts.next().unwrap().to_owned();
        for part in parts {
            let (words, rest) = part.split_once('⟩').unwrap();
            let words: Vec<&str> = words.split('|').collect();
            said.push_str(self.pick(&words));
            said.push_str(rest);
        }
        said
    }
}
