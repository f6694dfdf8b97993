// Puts everything together.

const themes = ["auto", "light", "dark"];

function makeThemeSwitch() {
  const node = document.getElementById("theme");
  let theme = "auto";
  try {
    theme = localStorage.getItem("async-tidy-theme") || theme;
  } catch {
    // Without storage, the choice lasts until the page is closed.
  }
  const apply = () => {
    document.documentElement.dataset.theme = theme;
    node.textContent = "Theme: " + theme;
  };
  node.addEventListener("click", () => {
    theme = themes[(themes.indexOf(theme) + 1) % themes.length];
    try {
      localStorage.setItem("async-tidy-theme", theme);
    } catch {
      // As above.
    }
    apply();
  });
  if (!themes.includes(theme))
    theme = "auto";
  apply();
}

makeThemeSwitch();
makeOverview();
const changed = () => {
  state.id = "";
  writeAddress();
  showFilters();
  showFindings();
};
const showFilters = makeFilters(changed);
const showFindings = makeList(changed);

function followAddress() {
  if (!readAddress())
    return;
  showFilters();
  showFindings();
  if (state.id)
    openFinding(state.id);
}
addEventListener("hashchange", followAddress);
followAddress();
if (!shownEntries) {
  showFilters();
  showFindings();
}
