// A coverage on a publisher's own page: <stet-live src="https://live.example.org/live/storm"></stet-live>.
// It is a frame that is as high as what is in it, up to the element's max-height attribute in pixels.

const FRAME = ["border:0", "width:100%", "height:480px"].join(";");

class StetLive extends HTMLElement {
  #frame;
  #hear = (event) => this.#take(event);

  connectedCallback() {
    if (this.#frame) return;
    const url = new URL(this.getAttribute("src") ?? "", location.href);
    const page = url.pathname.replace(/\/(embed\/?)?$/, "");
    this.#frame = document.createElement("iframe");
    this.#frame.src = `${url.origin}${page}/embed`;
    this.#frame.title = this.getAttribute("title") ?? "Live";
    this.#frame.loading = "lazy";
    this.#frame.allow = "clipboard-write; web-share";
    this.#frame.style.cssText = FRAME;
    this.style.display ||= "block";
    this.append(this.#frame);
    addEventListener("message", this.#hear);
  }

  disconnectedCallback() {
    removeEventListener("message", this.#hear);
    this.#frame?.remove();
    this.#frame = undefined;
  }

  // Only the frame itself says how high it is, and only a number is taken.
  #take({ source, data }) {
    if (source !== this.#frame?.contentWindow || !Number.isFinite(data?.stetHeight)) return;
    const most = Number(this.getAttribute("max-height")) || 20_000;
    this.#frame.style.height = `${Math.min(Math.max(data.stetHeight, 100), most)}px`;
  }
}

if (!customElements.get("stet-live")) customElements.define("stet-live", StetLive);
