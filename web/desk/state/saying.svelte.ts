/** How long a message stays in sight, in milliseconds. */
const IN_SIGHT = 6000;

/** What the desk says, to eyes and to assistive technology. There is one live region, and it is polite. */
class Saying {
  /** What is being said. */
  text = $state("");
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Says a sentence; it takes the place of the one before. */
  say(text: string): void {
    clearTimeout(this.#timer);
    this.text = text;
    this.#timer = setTimeout(() => {
      this.text = "";
    }, IN_SIGHT);
  }
}

export const saying = new Saying();
