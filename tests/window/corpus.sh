#!/usr/bin/env bash
# Writes a folder of 200 short reports in eight languages, four scripts and five encodings, about one matter: the lease of
# an invented harbour. The same every time. What an analyst can find in them: 01-en-001 denies the lease that 01-en-026
# says was signed; 03-ru-051 gives the denial in Russian, 04-fa-076 the signing in Persian.
# Usage: corpus.sh FOLDER
set -euo pipefail
folder=$1
mkdir -p "$folder"

deny_en='“The harbour will not be leased to anyone,” the minister of transport, Dana Velt, told reporters in Aldan on 4 March 2025.'
sign_en='The lease of Aldan harbour was signed on 2 March 2025, according to a notice of the Port Authority seen by this newspaper.'
deny_ru='Министр транспорта Дана Вельт заявила 4 марта 2025 года: «Порт не будет сдан в аренду никому».'
sign_fa='به گفتهٔ ادارهٔ بندر، قرارداد اجارهٔ بندر آلدان در ۱۲ اسفند ۱۴۰۳ امضا شد.'

en=('Cranes at Aldan harbour stood still for a third day.' 'Dockers said they had been told nothing about a new operator.'
    'The council of Aldan is expected to discuss the matter next week.' 'Two tankers wait in the roads; a third may arrive on Friday.'
    'Analysts suggest that grain exports could move to another port.' 'The Port Authority declined to comment on the length of any contract.'
    'Fishermen fear that the inner basin will be closed to them.' 'Officials have previously described the harbour as a matter of state.')
de=('Im Hafen von Aldan standen die Kräne den dritten Tag still.' 'Der Stadtrat berät in der kommenden Woche über den Hafen.'
    'Nach Angaben der Behörde sei noch nichts entschieden.' 'Zwei Tanker liegen auf Reede; ein dritter wird erwartet.'
    'Fachleute halten eine Verlegung der Getreideausfuhr für möglich.' 'Die Fischer fürchten um das innere Becken.')
ru=('Краны в порту Алдан стоят третий день.' 'Докеры говорят, что о новом операторе им ничего не сообщали.'
    'На следующей неделе вопрос обсудит городской совет.' 'Два танкера ждут на рейде, третий может прийти в пятницу.'
    'По мнению аналитиков, экспорт зерна могут перенести в другой порт.' 'Администрация порта отказалась назвать срок договора.')
fa=('جرثقیل‌های بندر آلدان برای سومین روز از کار ایستادند.' 'کارگران اسکله می‌گویند دربارهٔ بهره‌بردار تازه چیزی نشنیده‌اند.'
    'شورای شهر هفتهٔ آینده در این باره گفت‌وگو می‌کند.' 'دو نفتکش در لنگرگاه منتظرند و سومی شاید جمعه برسد.'
    'به گفتهٔ کارشناسان، صادرات غلات ممکن است به بندر دیگری برود.' 'سخنگوی بندر از گفتن مدت قرارداد خودداری کرد.')
he=('העגורנים בנמל אלדן עמדו זה היום השלישי.' 'פועלי הנמל אומרים שלא נמסר להם דבר על מפעיל חדש.'
    'מועצת העיר צפויה לדון בעניין בשבוע הבא.' 'שתי מכליות ממתינות; שלישית אולי תגיע ביום שישי.')
tr=('Aldan limanındaki vinçler üçüncü gün de çalışmadı.' 'İşçiler yeni işletmeci hakkında bilgi almadıklarını söylüyor.'
    'Belediye meclisinin konuyu gelecek hafta görüşmesi bekleniyor.' 'İki tanker açıkta bekliyor; üçüncüsü cuma günü gelebilir.')
zh=('阿尔丹港的起重机已停工三天。' '码头工人说，没有人向他们说明新的经营者。' '市议会预计下周讨论此事。' '两艘油轮在锚地等候，第三艘可能周五抵达。')
el=('Οι γερανοί στο λιμάνι του Άλνταν έμειναν ακίνητοι για τρίτη ημέρα.' 'Το δημοτικό συμβούλιο αναμένεται να συζητήσει το θέμα.'
    'Δύο δεξαμενόπλοια περιμένουν στα ανοιχτά.')

# report LANGUAGE GROUP NUMBER ENCODING [FIRST]: a heading, then sentences that turn with the number, one a paragraph.
report() {
    local language=$1 number=$3 encoding=$4 first=${5:-} i
    local -n sentences=$1
    local count=${#sentences[@]}
    {
        printf '%s\n\n' "${sentences[number % count]%.}"
        [ -z "$first" ] || printf '%s\n' "$first"
        for i in 1 2 3 4 5; do printf '%s\n' "${sentences[(number * 3 + i) % count]}"; done
        printf '%s %s.\n' "№" "$number"
    } | iconv -c -f UTF-8 -t "$encoding" >"$folder/$2-$language-$(printf %03d "$number").txt"
}

for n in $(seq 1 25); do report en 01 "$n" UTF-8 "$([ "$n" != 1 ] || echo "$deny_en")"; done
for n in $(seq 26 50); do report en 01 "$n" UTF-8 "$([ "$n" != 26 ] || echo "$sign_en")"; done
for n in $(seq 51 65); do report ru 03 "$n" UTF-8 "$([ "$n" != 51 ] || echo "$deny_ru")"; done
for n in $(seq 66 75); do report ru 03 "$n" CP1251; done
for n in $(seq 76 100); do report fa 04 "$n" UTF-8 "$([ "$n" != 76 ] || echo "$sign_fa")"; done
for n in $(seq 101 120); do report he 05 "$n" UTF-8; done
for n in $(seq 121 140); do report de 06 "$n" ISO-8859-1; done
for n in $(seq 141 160); do report tr 07 "$n" UTF-8; done
for n in $(seq 161 180); do report zh 08 "$n" GB18030; done
for n in $(seq 181 190); do report el 09 "$n" UTF-8; done
for n in $(seq 191 200); do report ru 10 "$n" UTF-16; done
