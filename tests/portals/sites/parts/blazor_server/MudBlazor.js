window.mudFileUpload = {
  openFilePicker: function (id) {
    const el = document.getElementById(id);
    if (el) { el.value = ''; el.click(); }
  },
  send: async function (input, handler, post) {
    const size = 16 * 1024;
    for (const file of Array.from(input.files)) {
      const bytes = new Uint8Array(await file.arrayBuffer());
      const parts = Math.max(1, Math.ceil(bytes.length / size));
      for (let i = 0; i < parts; i++) {
        let s = '';
        for (const b of bytes.subarray(i * size, (i + 1) * size)) s += String.fromCharCode(b);
        post({ type: 'stream', handler: handler, file: file.name, size: file.size, part: i, parts: parts, data: btoa(s) });
      }
    }
  }
};
window.mudPopover = {
  place: function (anchorId, popId) {
    const a = document.getElementById(anchorId), p = document.getElementById(popId);
    if (!a || !p) return;
    const r = a.getBoundingClientRect();
    p.style.left = r.left + window.scrollX + 'px';
    p.style.minWidth = r.width + 'px';
    const below = r.bottom + p.offsetHeight < window.innerHeight;
    p.style.top = (below ? r.bottom : Math.max(0, r.top - p.offsetHeight)) + window.scrollY + 'px';
  }
};
