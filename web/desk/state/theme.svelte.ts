/** What the desk looks like: as the system has it, or as was chosen here. */
export type Theme = "system" | "light" | "dark";

const KEY = "stet-theme";
export const THEMES: readonly Theme[] = ["system", "light", "dark"];

class ThemeChoice {
  #chosen = $state<Theme>(stored());

  get chosen(): Theme {
    return this.#chosen;
  }

  choose(theme: Theme): void {
    this.#chosen = theme;
    localStorage.setItem(KEY, theme);
    this.show();
  }

  /** Lets the page show it. */
  show(): void {
    document.documentElement.dataset.theme = this.#chosen;
  }
}

function stored(): Theme {
  const kept = globalThis.localStorage?.getItem(KEY);
  return THEMES.find((theme) => theme === kept) ?? "system";
}

export const theme = new ThemeChoice();
