// The desk's web app: it finds its language, takes its place in the page, and lets the worker keep it for offline.

import { mount } from "svelte";
import App from "./App.svelte";
import "./desk.css";
import { chosen, negotiate } from "./language.ts";
import { keepForOffline } from "./offline.ts";
import { speak } from "./text.ts";

async function start(target: HTMLElement): Promise<void> {
  await speak(chosen() ?? negotiate(navigator.languages));
  mount(App, { target });
}

const place = document.getElementById("desk");
if (place) void start(place);
// What is kept for later does not hold up what is wanted now.
window.addEventListener("load", () => void keepForOffline());
