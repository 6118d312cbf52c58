import { path, parse, type Route } from "../route.ts";

/** Where the desk is. One value, which the address bar and the screens share. */
class Where {
  #route = $state.raw<Route>(parse(location.pathname));

  /** The screen that is shown. */
  get route(): Route {
    return this.#route;
  }

  /** Follows the address bar and every link to the desk. Gives what stops it. */
  follow(): () => void {
    const read = (): void => {
      this.#route = parse(location.pathname);
    };
    window.addEventListener("popstate", read);
    document.addEventListener("click", this.#onClick);
    return () => {
      window.removeEventListener("popstate", read);
      document.removeEventListener("click", this.#onClick);
    };
  }

  /** Goes to a screen. */
  go(route: Route, how: "new" | "instead" = "new"): void {
    const target = path(route);
    if (target + location.hash !== location.pathname + location.hash || location.search) {
      if (how === "new") history.pushState(null, "", target);
      else history.replaceState(null, "", target);
    }
    this.#route = route;
  }

  #onClick = (event: MouseEvent): void => {
    if (event.defaultPrevented || event.button !== 0) return;
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    if (!link || link.target || link.download || link.origin !== location.origin) return;
    if (!link.pathname.startsWith("/desk") || link.hash) return;
    event.preventDefault();
    this.go(parse(link.pathname));
  };
}

export const where = new Where();
