import assert from "node:assert/strict";
import { test } from "node:test";
import { parseHTML } from "linkedom";
import { showDays } from "../days.ts";

/** A page with posts of these days, top to bottom, and what stands in it after each step. */
function page(...days: readonly string[]): { readonly posts: HTMLElement; shown(): string[] } {
  const { document } = parseHTML('<div id="posts"></div>');
  Object.assign(globalThis, { document });
  const posts = document.getElementById("posts") as HTMLElement;
  for (const day of days) posts.append(post(day));
  const shown = (): string[] => {
    showDays(posts);
    return [...posts.children].map((child) =>
      child.tagName === "H2" ? `${child.firstElementChild?.getAttribute("datetime")}: ${child.textContent}` : "post",
    );
  };
  return { posts, shown };
}

function post(day: string): HTMLElement {
  const article = document.createElement("article");
  article.dataset.day = day;
  article.innerHTML = `<p class="when"><span class="date">${Number(day)} Mar</span></p>`;
  return article;
}

test("posts of one day need no heading", () => {
  assert.deepEqual(page("02", "02").shown(), ["post", "post"]);
  assert.deepEqual(page().shown(), []);
});

test("a heading stands over the first post of each day, and only there", () => {
  const { posts, shown } = page("02", "02", "01");
  const wanted = ["02: 2 Mar", "post", "post", "01: 1 Mar", "post"];
  assert.deepEqual(shown(), wanted);
  const headings = [...posts.querySelectorAll("h2")];
  assert.deepEqual(shown(), wanted);
  assert.deepEqual([...posts.querySelectorAll("h2")], headings, "what stands is left alone");
});

test("at midnight both days get their heading", () => {
  const { posts, shown } = page("01", "01");
  shown();
  posts.prepend(post("02"));
  assert.deepEqual(shown(), ["02: 2 Mar", "post", "01: 1 Mar", "post", "post"]);
});

test("a heading goes up with the newest post of its day, and goes with its last one", () => {
  const { posts, shown } = page("02", "01");
  shown();
  // As the script puts them: before the next post.
  posts.insertBefore(post("02"), posts.querySelector("article"));
  assert.deepEqual(shown(), ["02: 2 Mar", "post", "post", "01: 1 Mar", "post"]);
  posts.lastElementChild?.remove();
  assert.deepEqual(shown(), ["post", "post"]);
});
