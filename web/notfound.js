// A link whose path was mangled on its way still carries its request in the fragment.
const home = document.getElementById("home");
if (location.hash.length > 1) {
  home.hash = location.hash;
  location.replace(home.href);
}
