// A link whose path was mangled on its way still carries its request in the fragment, or, where a program encoded its "#", in the path.
const home = document.getElementById("home");
const mark = location.pathname.search(/%23/i);
const fragment = mark < 0 ? location.hash : location.pathname.slice(mark + "%23".length) + location.search;
if (fragment.length > 1) {
  home.hash = fragment;
  location.replace(home.href);
}
