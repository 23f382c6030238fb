/* global addEventListener, document, localStorage, matchMedia */
/**
 * How the reader wants the page to look, put on <html> before anything is painted; a module would come too late. What
 * is kept, and under which name, is said by use-settings.ts; styles/tokens.css answers the attributes.
 */
(function () {
  var root = document.documentElement;
  var darkSystem = matchMedia('(prefers-color-scheme: dark)');
  var settings = readKept();

  function readKept() {
    try {
      return JSON.parse(localStorage.getItem('bulletin-qa-settings')) || {};
    } catch {
      return {};
    }
  }

  function apply() {
    var system = darkSystem.matches ? 'dark' : 'light';
    root.dataset.scheme = ['light', 'dark'].includes(settings.scheme) ? settings.scheme : system;
    root.dataset.textSize = String(settings.textSize || 'medium');
  }

  apply();
  darkSystem.addEventListener('change', apply);
  addEventListener('settings-changed', function (event) {
    settings = event.detail;
    apply();
  });
})();
