/* Petites aides des pages publiques et sécurisées. */
(function (d) {
  'use strict';
  d.documentElement.className = 'js';
  d.addEventListener('DOMContentLoaded', function () {
    var b = d.getElementById('bandeauCookies');
    if (b && d.cookie.indexOf('cookiesLus=1') < 0) {
      b.style.display = 'block';
      d.getElementById('cookiesOk').addEventListener('click', function (e) {
        e.preventDefault(); d.cookie = 'cookiesLus=1; path=/'; b.style.display = 'none';
      });
    }
    var i = d.getElementById('imprimer');
    if (i) { i.addEventListener('click', function (e) { e.preventDefault(); window.print(); }); }
  });
}(document));
