"""Style sheet and the small script shared by the secured pages (partial requests in the JSF way)."""
CSS = """
*{box-sizing:border-box}body{margin:0;font:15px/1.5 "Segoe UI",Arial,sans-serif;color:#222;background:#f3f5f7}
a{color:#00598c}.wrap{max-width:1080px;margin:0 auto;padding:0 18px}
.sr-only{position:absolute;width:1px;height:1px;overflow:hidden;clip:rect(0,0,0,0);white-space:nowrap;border:0}
.skip{position:absolute;left:-999em}.skip:focus{left:8px;top:4px;background:#fff}
header.top{background:#fff;border-bottom:4px solid #0076a8}header.top .wrap{display:flex;align-items:center;gap:22px;min-height:68px}
header.top .logo{font-weight:700;font-size:19px;color:#00415f;text-decoration:none;flex:1}
header.top .logo small{display:block;font-weight:400;font-size:12px;color:#666}
.langs{list-style:none;display:flex;gap:8px;margin:0;padding:0}.langs .on{font-weight:700}
.btn,.ui-button{display:inline-block;border:1px solid #0076a8;background:#0076a8;color:#fff;padding:7px 18px;border-radius:3px;
 font:inherit;cursor:pointer;text-decoration:none}.ui-button.sec{background:#fff;color:#0076a8}.ui-button[disabled]{opacity:.5}
nav.main{background:#00415f}nav.main ul{list-style:none;display:flex;gap:4px;margin:0;padding:0}
nav.main a{display:block;color:#fff;padding:9px 15px;text-decoration:none}nav.main a.on{background:#0076a8}
.cols{display:flex;gap:26px;align-items:flex-start;padding:22px 0 50px}.cols main{flex:1;min-width:0;background:#fff;padding:8px 26px 28px;
 border:1px solid #dde3e8}.cols aside{width:270px}
.box{background:#fff;border:1px solid #dde3e8;margin-bottom:16px}.box h2{font-size:15px;margin:0;padding:9px 14px;background:#e4eef4}
.box ul{list-style:none;margin:0;padding:6px 0}.box li a{display:block;padding:5px 14px;text-decoration:none}.box li a.on{font-weight:700}
.box li li a{padding-left:30px}.box p{margin:8px 14px}
.coupole{display:grid;grid-template-columns:repeat(4,1fr);gap:16px;padding:34px 0 80px}.coupole>div{background:#fff;border-top:4px solid #0076a8;padding:4px 18px 18px}
.coupole li{margin:9px 0}.coupole ul{list-style:none;padding:0}.coupole h2 a{text-decoration:none}
.tiles{display:grid;grid-template-columns:1fr 1fr;gap:14px;margin:20px 0}.tile{display:block;background:#fff;border:1px solid #b9c9d4;padding:14px 18px;
 text-decoration:none;border-radius:4px}.tile:hover{border-color:#0076a8}.tile strong{display:block;font-size:17px}.tile span{color:#555}
.csam{background:#fff;max-width:760px;margin:34px auto;padding:14px 34px 34px;border-top:5px solid #69a82f}
.fld{margin:0 0 15px;display:grid;grid-template-columns:210px 1fr;gap:3px 14px;align-items:start}.fld label,.fld .lbl{padding-top:6px}
.fld input[type=text],.fld input[type=password],.fld input[type=tel],.fld select{width:100%;max-width:380px;padding:6px 9px;font:inherit;border:1px solid #8fa1ad}
.fld small,.fld .ui-message-error,.fld .ui-message-info{grid-column:2}.fld small{color:#666}.fld.bad input{border-color:#b3261e}
.rf-star{color:#b3261e;font-style:normal}.ui-message-error{color:#b3261e;display:block}.ui-message-info{color:#2c6e1f;display:block}
.ui-messages-error,.ui-messages-warn,.ui-messages-info{border-left:4px solid #b3261e;background:#fdeceb;padding:9px 14px;margin:14px 0}
.ui-messages-warn{border-color:#c98a00;background:#fff6e0}.ui-messages-info{border-color:#2c6e1f;background:#edf6ea}
.ui-steps{display:flex;list-style:none;padding:0;margin:14px 0 22px;border-bottom:1px solid #cfd9e0}.ui-steps li{flex:1;padding:6px 4px;color:#6b7780;font-size:13px}
.ui-steps li b{display:inline-block;min-width:21px;text-align:center;border-radius:50%;background:#d5dee4;margin-right:5px}
.ui-steps li.ui-state-active{color:#00415f;font-weight:700;border-bottom:3px solid #0076a8}
.btns{display:flex;flex-direction:row-reverse;justify-content:flex-start;gap:10px;margin-top:26px;border-top:1px solid #e1e6ea;padding-top:16px}
.btns .left{margin-right:auto}table{border-collapse:collapse;width:100%;margin:10px 0}th,td{text-align:left;padding:6px 9px;border-bottom:1px solid #e1e6ea;vertical-align:top}
thead th{background:#eef3f6}.ui-paginator{display:flex;gap:6px;align-items:center;justify-content:flex-end}.ui-paginator a.ui-state-active{font-weight:700;text-decoration:none;color:#222}
.cards{display:grid;grid-template-columns:repeat(4,1fr);gap:10px;border:0;padding:0;margin:0 0 18px}.cards legend{font-weight:600;padding:0 0 8px}
.cards label{display:block;height:100%;border:2px solid #c4d0d8;border-radius:5px;padding:10px 12px;cursor:pointer}.cards label b{display:block}
.cards label small{color:#555}.cards input:checked+label{border-color:#0076a8;background:#eaf5fb}.cards input:focus-visible+label{outline:2px solid #f90}
.tag{background:#69a82f;color:#fff;font-size:11px;padding:1px 6px;border-radius:8px;font-weight:400}
.up{border:1px dashed #a9b8c2;padding:11px 14px;margin:0 0 14px}.up .t{font-weight:600}.ui-fileupload-choose{position:relative;overflow:hidden}
.ui-fileupload-choose input{position:absolute;inset:0;opacity:0;cursor:pointer;font-size:40px}.ok{color:#2c6e1f}
.num{font-size:22px;font-weight:700;letter-spacing:1px}.ui-blockui{position:fixed;inset:0;background:rgba(255,255,255,.6);display:flex;align-items:center;justify-content:center;z-index:50}
.cookie{position:fixed;left:0;right:0;bottom:0;background:#222;color:#fff;padding:10px 18px;display:flex;gap:14px;align-items:center}.cookie a{color:#9fd8f5}
.cookie[hidden]{display:none}footer{background:#dfe6eb;padding:14px 0;font-size:13px}.ui-panelmenu [aria-expanded]::after{content:" \\25B8"}.ui-panelmenu [aria-expanded=true]::after{content:" \\25BE"}
"""

JS = """
var mojarra = (function () {
  var queue = Promise.resolve();
  function block(on) {
    var el = document.querySelector('.ui-blockui');
    if (on && !el) {
      el = document.createElement('div'); el.className = 'ui-blockui'; el.setAttribute('role', 'status');
      el.textContent = document.body.getAttribute('data-wait'); document.body.appendChild(el);
    } else if (!on && el) { el.remove(); }
  }
  function apply(text) {
    var xml = new DOMParser().parseFromString(text, 'text/xml');
    var to = xml.querySelector('redirect');
    if (to) { window.location = to.getAttribute('url'); return; }
    xml.querySelectorAll('update').forEach(function (u) {
      var id = u.getAttribute('id'), old = document.getElementById(id);
      if (!old) { return; }
      var focus = document.activeElement && document.activeElement.id;
      old.outerHTML = u.textContent;
      var again = focus && document.getElementById(focus);
      if (again && again !== document.activeElement) { again.focus(); }
    });
  }
  return {
    /* f:ajax */
    ab: function (source, render, quiet) {
      var form = document.getElementById(source).closest('form');
      queue = queue.then(function () {
        var data = new FormData(form);
        data.append('javax.faces.partial.ajax', 'true');
        data.append('javax.faces.source', source);
        data.append('javax.faces.partial.render', render);
        if (!quiet) { block(true); }
        return fetch(form.action, {method: 'POST', body: data, headers: {'Faces-Request': 'partial/ajax'}})
          .then(function (r) { return r.text(); }).then(apply)
          .catch(function () {}).then(function () { block(false); });
      });
      return false;
    },
    /* h:commandLink */
    cljs: function (form, source) {
      var f = document.getElementById(form), h = document.createElement('input');
      h.type = 'hidden'; h.name = source; h.value = source; f.appendChild(h); f.submit();
      return false;
    },
    once: function (form) {
      if (form.getAttribute('data-sent')) { return false; }
      form.setAttribute('data-sent', '1'); block(true); return true;
    },
    toggle: function (a) {
      var open = a.getAttribute('aria-expanded') !== 'true';
      a.setAttribute('aria-expanded', open);
      document.getElementById(a.getAttribute('aria-controls')).style.display = open ? '' : 'none';
      return false;
    },
    later: (function () {
      var timer;
      return function (fn) { clearTimeout(timer); timer = setTimeout(fn, 350); };
    })(),
    all: function (box) {
      document.querySelectorAll('input[name="cfg:toepassingen"]').forEach(function (c) { c.checked = box.checked; });
    }
  };
})();
window.addEventListener('pageshow', function (e) {
  if (e.persisted) { document.querySelectorAll('form[data-sent]').forEach(function (f) { f.removeAttribute('data-sent'); }); }
});
"""
