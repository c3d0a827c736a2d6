"""Style sheets and the (home-made) PrimeFaces look-alike."""

MASTER = """body{font:13px Arial,Helvetica,sans-serif;margin:0;color:#333}a{color:#00539b}.skip{position:absolute;left:-9999px}
#header{border-top:4px solid #00539b;padding:8px 20px 0}#logo{font-size:22px;font-weight:bold;text-decoration:none;color:#00539b;display:inline-block;padding:10px}
#tools{float:right}#tabs{list-style:none;margin:12px 0 0;padding:0;border-bottom:2px solid #00539b}#tabs li{display:inline-block}#tabs a{display:block;padding:8px 16px;text-decoration:none;text-transform:uppercase;font-size:11px}#tabs .on a{background:#00539b;color:#fff}
#content{padding:20px;min-height:420px}#footer{border-top:1px solid #ccc;padding:10px 20px;font-size:11px}#footer a{margin-right:20px}
.coupole{display:flex;justify-content:center;gap:30px;margin-top:60px;text-align:center}.coupole h1{font-size:14px}.coupole img{border:1px solid #bbb}
.aud{list-style:none;padding:0;display:flex;gap:20px}.aud li{flex:1;border:1px solid #ccd;padding:16px}.aud strong{text-transform:uppercase}.aud a::before{content:"\\25B6\\00A0"}
.cols{width:100%}.cols td{vertical-align:top}.side{width:260px}.box{border:1px solid #ccd;padding:10px;margin-bottom:14px}.box h3{margin:0 0 6px}.arrow::before{content:"\\00BB\\00A0"}.small{font-size:11px}
#ck-veil{position:fixed;inset:0;background:rgba(0,0,0,.55);z-index:9000;transition:opacity .2s}#ck-veil.out{opacity:0}#ck{background:#fff;max-width:520px;margin:18vh auto;padding:20px}.ck-b{text-align:right}.ck-b a{display:inline-block;padding:8px 12px;margin-left:8px;border:1px solid #00539b;text-decoration:none}.ck-yes{background:#00539b;color:#fff}"""

THEME = """body{font:13px Verdana,Arial,sans-serif;margin:0;color:#333}a{color:#1a5f8a}h1{font-size:18px}h2{font-size:15px}
.ui-helper-hidden-accessible{border:0;clip:rect(0 0 0 0);height:1px;margin:-1px;overflow:hidden;padding:0;position:absolute;width:1px}
.idp-top{background:#eee;padding:12px 20px;display:flex;gap:20px}.csam{font-weight:bold;color:#0a7}.idp-lang{margin-left:auto;text-transform:uppercase}.idp-lang .on{font-weight:bold}.idp-body{max-width:640px;margin:30px auto}.idp-foot{text-align:center;font-size:11px}
.tiles{display:grid;grid-template-columns:1fr 1fr;gap:12px}.tile{border:1px solid #999;border-radius:4px;padding:24px;text-align:center;text-decoration:none;text-transform:uppercase}
.methods{list-style:none;padding:0}.methods a{display:block;border:1px solid #bbb;padding:14px;margin:8px 0;text-decoration:none}.methods small{display:block;color:#666}.ico::before{content:"\\25CF\\00A0"}.ico.codes::before{content:"\\1F511\\00A0"}
.ui-float-label{display:block;position:relative;margin:24px 0 8px}.ui-float-label label{position:absolute;left:8px;top:9px;color:#777;pointer-events:none;transition:all .2s}.ui-float-label input{width:320px}.ui-float-label input:focus+label,.ui-float-label input:not(:placeholder-shown)+label{top:-15px;font-size:11px}
.ui-inputfield{padding:7px;border:1px solid #aaa;border-radius:3px;font:inherit}.ui-inputfield.ui-state-error{border-color:#c00}.ro{background:#f3f3f3;color:#555}
.ui-button{display:inline-block;background:#1a5f8a;color:#fff;border:1px solid #124a6d;border-radius:3px;padding:7px 14px;font:inherit;cursor:pointer;text-decoration:none}.ui-button .ui-button-text{text-transform:uppercase}.ui-button[disabled]{opacity:.4;cursor:default}.ui-button.flat{background:none;color:#1a5f8a;border-color:transparent}
.ui-messages-error{background:#fde8e8;border:1px solid #c00;color:#900;padding:10px;margin:10px 0}.ui-messages-info{background:#e8f2fd;border:1px solid #37a;padding:10px;margin:10px 0}.ui-message-error{color:#c00;font-size:11px;display:block}.ui-message-ok{color:#070;font-size:11px;display:block}
.bar{background:#1a5f8a;color:#fff;padding:10px 20px;display:flex;gap:18px;align-items:center}.bar a{color:#fff}.bar .grow{flex:1}.wrap{max-width:960px;margin:20px auto;padding:0 20px}
table.ui-datatable{border-collapse:collapse;width:100%}.ui-datatable th{background:#e7eef3;text-align:left;text-transform:uppercase;font-size:11px}.ui-datatable td,.ui-datatable th{border:1px solid #ccd;padding:6px}.ui-datatable tbody tr:hover{background:#f2f7fb}.ui-state-hidden{display:none!important}
.ui-paginator{text-align:center;padding:8px}.ui-paginator a,.ui-paginator span.d{padding:3px 8px;text-decoration:none;border:1px solid #ccd;margin:1px;display:inline-block}.ui-paginator .ui-state-active{background:#1a5f8a;color:#fff}.ui-paginator .ui-state-disabled{opacity:.4;pointer-events:none}
.cards{display:grid;grid-template-columns:1fr 1fr;gap:16px}.card{display:block;border:1px solid #9ab;border-radius:6px;padding:18px;text-decoration:none}.card strong{display:block;font-size:14px}.card em{display:block;margin-top:6px}
.layout{display:flex}.layout main{flex:1}.layout iframe{border:0;width:100%;height:1180px}.layout nav{width:270px;border-left:1px solid #ccd;padding:14px}.ui-panelmenu-header a{display:block;background:#e7eef3;padding:9px;text-decoration:none;font-size:13px;font-weight:bold}.ui-panelmenu-header a::before{content:"\\25B8\\00A0"}.ui-panelmenu-header.ui-state-active a::before{content:"\\25BE\\00A0"}.ui-panelmenu h3{margin:4px 0 0}.ui-panelmenu-content{padding:4px 0 4px 18px;list-style:none;margin:0}.ui-panelmenu-content a{display:block;padding:5px}.ui-state-disabled a{opacity:.5;pointer-events:none}
.steps{list-style:none;padding:0;display:flex;gap:4px}.steps li{flex:1;border-bottom:3px solid #ccd;padding:6px;font-size:11px}.steps .on{border-color:#1a5f8a;font-weight:bold}
fieldset{border:1px solid #ccd;margin:14px 0;padding:10px 14px}.ui-panelgrid td{padding:5px 8px;vertical-align:top}.ui-panelgrid td.cap{width:200px}.btns{margin-top:16px;text-align:right}
.ui-radiobutton{display:inline-block;position:relative;cursor:pointer}.ui-radiobutton-box{width:16px;height:16px;border:1px solid #888;border-radius:50%}.ui-radiobutton-box.ui-state-active{background:radial-gradient(#1a5f8a 45%,#fff 50%)}
.ui-inputswitch{position:relative;display:inline-block;width:42px;height:20px;background:#bbb;border-radius:10px;cursor:pointer;overflow:hidden}.ui-inputswitch-handle{position:absolute;top:2px;left:2px;width:16px;height:16px;border-radius:50%;background:#fff;transition:left .15s}.ui-inputswitch.on{background:#1a5f8a}.ui-inputswitch.on .ui-inputswitch-handle{left:24px}
.ui-fileupload{border:1px dashed #9ab;padding:8px}.ui-fileupload-content{padding:10px;color:#667;cursor:pointer}.ui-progressbar{height:8px;background:#eee}.ui-progressbar div{height:8px;width:0;background:#3a7;transition:width .3s}.done{color:#070}
dl.rv{display:grid;grid-template-columns:230px 1fr;gap:4px 12px}dl.rv dd{margin:0}"""

JS = """var mojarra={jsfcljs:function(f,p,t){var k,h,add=[];for(k in p){h=document.createElement('input');h.type='hidden';h.name=k;h.value=p[k];f.appendChild(h);add.push(h);}
 var ot=f.target;if(t)f.target=t;f.submit();f.target=ot;for(k=0;k<add.length;k++)f.removeChild(add[k]);}};
var PrimeFaces={q:[],busy:false,live:[],
 ab:function(c){PrimeFaces.q.push(c);if(!PrimeFaces.busy)PrimeFaces.run();},
 run:function(){var c=PrimeFaces.q.shift();if(!c)return;PrimeFaces.busy=true;
  var f=document.getElementById(c.f),b=[],i,e,k,x=new XMLHttpRequest();
  function add(n,v){b.push(encodeURIComponent(n)+'='+encodeURIComponent(v));}
  add('javax.faces.partial.ajax','true');add('javax.faces.source',c.s);add('javax.faces.partial.execute',c.p||c.s);add('javax.faces.partial.render',c.u||'');if(c.e)add('javax.faces.behavior.event',c.e);
  for(k in (c.pa||{}))add(k,c.pa[k]);
  for(i=0;i<f.elements.length;i++){e=f.elements[i];if(!e.name||e.disabled||e.type=='file'||e.type=='submit'||((e.type=='radio'||e.type=='checkbox')&&!e.checked))continue;add(e.name,e.value);}
  x.open('POST',f.action,true);x.setRequestHeader('Content-Type','application/x-www-form-urlencoded; charset=UTF-8');x.setRequestHeader('Faces-Request','partial/ajax');
  x.onload=function(){PrimeFaces.apply(x);PrimeFaces.busy=false;PrimeFaces.run();};x.onerror=function(){PrimeFaces.busy=false;PrimeFaces.run();};x.send(b.join('&'));},
 apply:function(x){var d=x.responseXML,i,u,el;if(!d||!d.documentElement)return;
  u=d.getElementsByTagName('redirect');if(u.length){top.location=u[0].getAttribute('url');return;}
  u=d.getElementsByTagName('update');for(i=0;i<u.length;i++){el=document.getElementById(u[i].getAttribute('id'));if(el){PrimeFaces.destroy(el);el.outerHTML=u[i].textContent;}}
  Wz.check();},
 destroy:function(el){for(var i=PrimeFaces.live.length-1;i>=0;i--){if(el.contains(PrimeFaces.live[i].el)){PrimeFaces.live[i].x.abort();PrimeFaces.live.splice(i,1);}}}};
var Wz={t:null,
 filter:function(f){clearTimeout(Wz.t);Wz.t=setTimeout(function(){PrimeFaces.ab({s:f+':globalFilter',f:f,u:f+':tbl',pa:{'tbl_filtering':'true'}});},350);},
 radio:function(inp){var t=inp.closest('table'),b=t.querySelectorAll('.ui-radiobutton-box'),i;for(i=0;i<b.length;i++){b[i].classList.toggle('ui-state-active',b[i].parentNode.querySelector('input').checked);}
  PrimeFaces.ab({s:t.id,f:'wz',p:'@form',u:'wz:pnl',e:'change'});Wz.check();},
 box:function(b){var i=b.parentNode.querySelector('input');if(!i.checked){i.checked=true;i.dispatchEvent(new Event('change',{bubbles:true}));}},
 sw:function(w,ev){var c=w.querySelector('input');if(ev.target!==c)c.checked=!c.checked;Wz.swc(c);},
 swc:function(c){c.closest('.ui-inputswitch').classList.toggle('on',c.checked);Wz.check();},
 page:function(n){Wz.p=n;Wz.rows();},
 rows:function(){var i=document.getElementById('wz:flt'),tb=document.getElementById('wz:apps_data');if(!tb)return;
  var s=i.value.toLowerCase().replace(/\\u2019/g,"'"),r=tb.rows,k,m=[],per=7,n;
  for(k=0;k<r.length;k++){r[k].classList.add('ui-state-hidden');if(r[k].textContent.toLowerCase().replace(/\\u2019/g,"'").indexOf(s)>-1)m.push(r[k]);}
  n=Math.max(1,Math.ceil(m.length/per));if(!(Wz.p<n))Wz.p=0;for(k=Wz.p*per;k<m.length&&k<(Wz.p+1)*per;k++)m[k].classList.remove('ui-state-hidden');
  k=document.getElementById('wz:apps_pg');k.querySelector('.pr').classList.toggle('ui-state-disabled',Wz.p==0);k.querySelector('.nx').classList.toggle('ui-state-disabled',Wz.p>=n-1);k.querySelector('.d').textContent=(Wz.p+1)+' / '+n;},
 p:0,
 pick:function(el){el.closest('.ui-fileupload').querySelector('input[type=file]').click();},
 drop:function(el,ev){ev.preventDefault();if(ev.dataTransfer.files.length)Wz.send(el.closest('.ui-fileupload'),ev.dataTransfer.files[0]);},
 up:function(inp){if(inp.files.length)Wz.send(inp.closest('.ui-fileupload'),inp.files[0]);},
 send:function(w,file){var f=document.getElementById('wz'),d=new FormData(),x=new XMLHttpRequest(),o={el:w,x:x},bar=w.querySelector('.ui-progressbar');
  d.append('javax.faces.partial.ajax','true');d.append('javax.faces.source',w.id);d.append('wz','wz');d.append('javax.faces.ViewState',f.elements['javax.faces.ViewState'].value);d.append(w.id+'_input',file,file.name);
  bar.style.display='';bar.firstChild.style.width='10%';x.upload.onprogress=function(e){if(e.lengthComputable)bar.firstChild.style.width=Math.round(80*e.loaded/e.total)+'%';};
  x.open('POST',f.action,true);x.setRequestHeader('Faces-Request','partial/ajax');PrimeFaces.live.push(o);
  x.onload=function(){PrimeFaces.live.splice(PrimeFaces.live.indexOf(o),1);bar.firstChild.style.width='100%';setTimeout(function(){PrimeFaces.apply(x);},150);};x.send(d);},
 check:function(){var b=document.getElementById('wz:j_idt70');if(!b||!b.getAttribute('data-guard'))return;
  Wz.rows();var ch=document.querySelector('input[name="wz:chan"]:checked'),fs=document.querySelectorAll('.ui-fileupload'),k,ok=!!ch&&!!document.getElementById('wz:apps_data'),n=document.querySelectorAll('#wz\\\\:apps_data input:checked').length;
  for(k=0;k<fs.length;k++)if(!fs[k].getAttribute('data-done'))ok=false;
  if(document.getElementById('wz:sel'))document.getElementById('wz:sel').textContent=n;ok=ok&&n>0;b.disabled=!ok;b.classList.toggle('ui-state-disabled',!ok);b.setAttribute('aria-disabled',ok?'false':'true');},
 blur:function(inp){PrimeFaces.ab({s:inp.id,f:'wz',u:inp.id+'_cell',e:'blur'});}};
var Menu={toggle:function(h){var on=!h.classList.contains('ui-state-active'),c=h.nextElementSibling;h.classList.toggle('ui-state-active',on);h.setAttribute('aria-expanded',on);c.style.display=on?'':'none';return false;},
 ping:function(u){var x=new XMLHttpRequest();x.open('GET',u+'&_='+new Date().getTime(),true);x.onload=function(){if(x.status==200)setTimeout(function(){Menu.ping(u);},200);};x.onerror=function(){setTimeout(function(){Menu.ping(u);},1500);};x.send();}};
document.addEventListener('DOMContentLoaded',function(){Wz.check();});
"""


def coupole(text):
    return (f'<svg xmlns="http://www.w3.org/2000/svg" width="180" height="60"><rect width="180" height="60" fill="#eef3f8"/>'
            f'<text x="90" y="37" font-family="Arial" font-size="20" text-anchor="middle" fill="#00539b">{text}</text></svg>')
