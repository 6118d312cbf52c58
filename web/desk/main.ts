// The desk's web app: it takes its place in the page, and lets the worker keep it for offline.

import { mount } from "svelte";
import App from "./App.svelte";
import "./desk.css";
import { keepForOffline } from "./offline.ts";

const place = document.getElementById("desk");
if (place) mount(App, { target: place });
// What is kept for later does not hold up what is wanted now.
window.addEventListener("load", () => void keepForOffline());
