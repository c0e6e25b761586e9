// Reads the article aloud with the browser's own voice; nothing is sent by us. Without speech the button stays hidden.
"use strict";
(() => {
  const button = document.getElementById("listen");
  const body = document.getElementById("body");
  const title = document.getElementById("title");
  const speech = window.speechSynthesis;
  if (!button || !body || !speech || !window.SpeechSynthesisUtterance) return;

  const say = (text, last) => {
    const utterance = new SpeechSynthesisUtterance(text);
    if (body.lang) utterance.lang = body.lang;
    if (last) utterance.onend = stop;
    speech.speak(utterance);
  };
  const stop = () => {
    speech.cancel();
    button.textContent = button.dataset.play;
    button.setAttribute("aria-pressed", "false");
  };
  const play = () => {
    // One utterance a paragraph: some voices fall silent after 15 seconds of one.
    const texts = [title, ...body.querySelectorAll("h2, p, li")].map((part) => part.textContent.trim()).filter(Boolean);
    texts.forEach((text, number) => say(text, number === texts.length - 1));
    button.textContent = button.dataset.stop;
    button.setAttribute("aria-pressed", "true");
  };
  button.addEventListener("click", () => (button.getAttribute("aria-pressed") === "true" ? stop() : play()));
  window.addEventListener("pagehide", () => speech.cancel());
  button.hidden = false;
})();
