/* helpers of the wizard and of the menu */
function ouvre(url) {
    var w = window.open(url, 'fichier', 'width=460,height=300,resizable=yes,scrollbars=yes');
    if (w) { w.focus(); return false; }
    return true;
}
/* called by the pop-up window */
function fichierRecu(type, texte) {
    var e = document.getElementById('etat-' + type);
    if (!e) { return; }
    e.innerHTML = '';
    e.appendChild(document.createTextNode(texte));
    e.className = 'etat recu';
    var fautes = e.parentNode.getElementsByTagName('ul');
    if (fautes.length) { e.parentNode.removeChild(fautes[0]); }
}
function choixCanal(nom) {
    document.getElementById('bloc-sftp').style.display = nom === 'SFTP' ? '' : 'none';
}
function choixGroupe(caseGroupe) {
    var liste = document.getElementById('liste-' + caseGroupe.value), i, cases;
    liste.style.display = caseGroupe.checked ? '' : 'none';
    if (!caseGroupe.checked) {
        cases = liste.getElementsByTagName('input');
        for (i = 0; i < cases.length; i++) { cases[i].checked = false; }
    }
}
function plier(id) {
    var e = document.getElementById(id);
    e.style.display = e.style.display === 'none' ? '' : 'none';
    return false;
}
