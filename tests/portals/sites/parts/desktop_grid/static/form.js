/* Form fields built of tables: label cell, body cell, error row under the input. */
UX.field = function (type, name, label, control) {
    var id = UX.id(type);
    var f = UX.el('<table class="x-field x-form-item" id="' + id + '" cellpadding="0" cellspacing="0"><tbody><tr id="' + id + '-inputRow">' +
        '<td id="' + id + '-labelCell" class="x-field-label-cell" valign="top" halign="left"><label id="' + id + '-labelEl" for="' + id + '-inputEl" class="x-form-item-label">' + label + ':</label></td>' +
        '<td class="x-form-item-body" id="' + id + '-bodyEl">' + control(id) + '<div class="x-form-invalid-under" id="' + id + '-errorEl" style="display:none"></div></td></tr></tbody></table>');
    f.input = f.querySelector('#' + id + '-inputEl');
    f.error = f.querySelector('#' + id + '-errorEl');
    f.name = name;
    f.markInvalid = function (text) {
        f.error.textContent = text;
        UX.show(f.error, true);
        f.classList.add('x-form-invalid');
        f.input.classList.add('x-form-invalid-field');
        f.input.setAttribute('aria-invalid', 'true');
    };
    f.clearInvalid = function () {
        UX.show(f.error, false);
        f.error.textContent = '';
        f.classList.remove('x-form-invalid');
        f.input.classList.remove('x-form-invalid-field');
        f.input.removeAttribute('aria-invalid');
    };
    f.value = function () { return f.input.value; };
    f.validate = function () {
        if (!f.value().trim()) { f.markInvalid(L.blank); return false; }
        f.clearInvalid();
        return true;
    };
    if (f.input.tagName === 'INPUT') { f.input.addEventListener('blur', function () { if (f.touched) { f.validate(); } }); }
    f.addEventListener('input', function () { f.touched = true; });
    return f;
};
UX.textfield = function (name, label, size) {
    return UX.field('textfield', name, label, function (id) {
        return '<input id="' + id + '-inputEl" type="text" size="' + (size || 30) + '" name="' + name + '" class="x-form-field x-form-required-field x-form-text" autocomplete="off">';
    });
};
UX.display = function (label, value) {
    return UX.field('displayfield', '', label, function (id) {
        return '<div id="' + id + '-inputEl" class="x-form-display-field">' + UX.esc(value) + '</div>';
    });
};
/* combo box: read-only input, arrow trigger, list as last child of <body> */
UX.combo = function (name, label, values, onSelect) {
    var list = null, hot = -1;
    var f = UX.field('combobox', name, label, function (id) {
        return '<table class="x-form-trigger-wrap" cellpadding="0" cellspacing="0" id="' + id + '-triggerWrap"><tbody><tr><td id="' + id + '-inputCell" class="x-form-trigger-input-cell">' +
            '<input id="' + id + '-inputEl" type="text" readonly="readonly" name="' + name + '" size="24" class="x-form-field x-form-required-field x-form-text x-trigger-noedit" placeholder="' + L.pick + '" autocomplete="off"></td>' +
            '<td class="x-trigger-cell" valign="top"><div class="x-trigger-index-0 x-form-trigger x-form-arrow-trigger" role="presentation" id="' + UX.id('ext-gen') + '"></div></td></tr></tbody></table>';
    });
    function collapse() { if (list) { UX.show(list, false); } f.open = false; hot = -1; }
    function choose(i) { f.input.value = values[i]; f.clearInvalid(); collapse(); onSelect(values[i]); }
    function paint() {
        Array.prototype.forEach.call(list.querySelectorAll('li'), function (li, i) {
            li.classList[values[i] === f.input.value ? 'add' : 'remove']('x-boundlist-selected');
            li.classList[i === hot ? 'add' : 'remove']('x-boundlist-item-over');
        });
    }
    function expand() {
        if (f.open) { collapse(); return; }
        if (!list) {
            list = UX.el('<div class="x-boundlist x-boundlist-floating x-layer" id="' + UX.id('boundlist') + '"><div class="x-boundlist-list-ct"><ul class="x-list-plain">' +
                values.map(function (v) { return '<li role="option" unselectable="on" class="x-boundlist-item">' + v + '</li>'; }).join('') + '</ul></div></div>');
            document.body.appendChild(list);
            Array.prototype.forEach.call(list.querySelectorAll('li'), function (li, i) { li.addEventListener('click', function () { choose(i); }); });
        }
        var box = f.input.getBoundingClientRect();
        list.style.cssText = 'z-index:' + (UX.z + 5) + ';left:' + box.left + 'px;top:' + box.bottom + 'px;width:' + (box.width + 17) + 'px';
        f.open = true;
        paint();
    }
    f.querySelector('.x-form-trigger').addEventListener('click', expand);
    f.input.addEventListener('click', expand);
    f.input.addEventListener('keydown', function (ev) {
        var k = ev.keyCode;
        if (k === 40 || k === 38) {
            if (!f.open) { expand(); }
            hot = Math.min(values.length - 1, Math.max(0, hot + (k === 40 ? 1 : -1)));
            paint();
            ev.preventDefault();
        } else if (k === 13 && f.open && hot >= 0) { choose(hot); } else if (k === 27 || k === 9) { collapse(); }
    });
    document.addEventListener('mousedown', function (ev) {
        if (f.open && !f.contains(ev.target) && !list.contains(ev.target)) { collapse(); }
    });
    f.destroy = function () { if (list && list.parentNode) { list.parentNode.removeChild(list); } };
    return f;
};
/* file field: read-only text box, button, transparent <input type=file> over the button */
UX.filefield = function (name, label) {
    var f = UX.field('filefield', name, label, function (id) {
        var b = UX.id('filebutton');
        return '<table class="x-form-trigger-wrap" cellpadding="0" cellspacing="0"><tbody><tr><td class="x-form-trigger-input-cell"><input id="' + id + '-inputEl" type="text" readonly="readonly" size="28" class="x-form-field x-form-text x-form-text-file"></td>' +
            '<td><div id="' + b + '" class="x-btn x-form-file-btn"><span class="x-btn-wrap"><span class="x-btn-inner">' + L.browse + '</span></span>' +
            '<input id="' + b + '-fileInputEl" class="x-form-file-input" type="file" size="1" name="' + name + '"></div></td></tr></tbody></table>';
    });
    f.file = f.querySelector('input[type=file]');
    f.file.addEventListener('change', function () {
        f.input.value = f.file.files.length ? 'C:\\fakepath\\' + f.file.files[0].name : '';
        if (f.input.value) { f.clearInvalid(); }
    });
    return f;
};
UX.fieldset = function (title, items) {
    var s = UX.el('<fieldset class="x-fieldset" id="' + UX.id('fieldset') + '"><legend class="x-fieldset-header"><div class="x-component x-fieldset-header-text">' + title + '</div></legend><div class="x-fieldset-body"></div></fieldset>');
    items.forEach(function (i) { s.querySelector('.x-fieldset-body').appendChild(i); });
    return s;
};
