// A figure goes where the cursor stands; without this script the button puts it at the end.
"use strict";
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-insert]");
  const text = button && document.getElementById(button.dataset.into);
  if (!text) return;
  event.preventDefault();
  text.setRangeText(`{{${button.dataset.insert}}}`, text.selectionStart, text.selectionEnd, "end");
  text.dispatchEvent(new Event("input", { bubbles: true }));
  text.focus();
});
