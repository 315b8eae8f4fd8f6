<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>QApplication</name>
    <message>
        <source>%1 is open.</source>
        <translation>%1 ist geöffnet.</translation>
    </message>
    <message>
        <source>Reading what is to be opened...</source>
        <translation>Liest, was geöffnet werden soll...</translation>
    </message>
</context>
<context>
    <name>QDialog</name>
    <message>
        <source>Import model</source>
        <translation>Modell importieren</translation>
    </message>
    <message>
        <source>Networks that fit</source>
        <translation>Passende Netze</translation>
    </message>
    <message>
        <source>%1 comes from another program and does not say which network its weights belong to. Its tensors have the names and shapes of these; what is computed with them is yours to know.</source>
        <translation>%1 stammt aus einem anderen Programm und sagt nicht, zu welchem Netz die Gewichte gehören. Die Tensoren haben die Namen und Formen dieser Netze; was damit gerechnet wird, muss bekannt sein.</translation>
    </message>
    <message>
        <source>Save session</source>
        <translation>Sitzung speichern</translation>
    </message>
    <message>
        <source>&amp;Take the models along (%1)</source>
        <translation>&amp;Modelle mitnehmen (%1)</translation>
    </message>
    <message>
        <source>Without the models the session opens where their files lie now; with them on any machine.</source>
        <translation>Ohne die Modelle öffnet sich die Sitzung nur dort, wo ihre Dateien jetzt liegen; mit ihnen auf jedem Rechner.</translation>
    </message>
    <message>
        <source>Choose a &amp;file...</source>
        <translation>&amp;Datei wählen...</translation>
    </message>
    <message>
        <source>Session (*.glowworm)</source>
        <translation>Sitzung (*.glowworm)</translation>
    </message>
    <message>
        <source>Everything that stands on the screen: settings, prompt, text with its neurons, drawing, surgery, plots, timing. Texts, pictures and runs stay where they are.</source>
        <translation>Alles, was auf dem Bildschirm steht: Einstellungen, Prompt, Text mit seinen Neuronen, Zeichnung, Eingriffe, Diagramme, Messung. Texte, Bilder und Läufe bleiben, wo sie sind.</translation>
    </message>
</context>
<context>
    <name>QFileDialog</name>
    <message>
        <source>Open model</source>
        <translation>Modell öffnen</translation>
    </message>
    <message>
        <source>Models (*.safetensors);;All files (*)</source>
        <translation>Modelle (*.safetensors);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Open text</source>
        <translation>Text öffnen</translation>
    </message>
    <message>
        <source>All files (*);;Texts (*.txt)</source>
        <translation>Alle Dateien (*);;Texte (*.txt)</translation>
    </message>
    <message>
        <source>Open pictures (IDX)</source>
        <translation>Bilder öffnen (IDX)</translation>
    </message>
    <message>
        <source>All files (*);;IDX pictures (*images*)</source>
        <translation>Alle Dateien (*);;IDX-Bilder (*images*)</translation>
    </message>
    <message>
        <source>Open labels (IDX)</source>
        <translation>Label öffnen (IDX)</translation>
    </message>
    <message>
        <source>All files (*);;IDX labels (*labels*)</source>
        <translation>Alle Dateien (*);;IDX-Label (*labels*)</translation>
    </message>
    <message>
        <source>Open experiment</source>
        <translation>Experiment öffnen</translation>
    </message>
    <message>
        <source>All files (*);;Results of experiments (*.json)</source>
        <translation>Alle Dateien (*);;Ergebnisse von Experimenten (*.json)</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Save text with its neurons</source>
        <translation>Text mit seinen Neuronen speichern</translation>
    </message>
    <message>
        <source>Tape (*.glowtape)</source>
        <translation>Band (*.glowtape)</translation>
    </message>
    <message>
        <source>temperature %1</source>
        <translation>Temperatur %1</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>A page that needs nothing else: the characters, each with its probability, and below them the neuron that every group chose.</source>
        <translation>Eine Seite, die nichts weiter braucht: die Zeichen, jedes mit seiner Wahrscheinlichkeit, und darunter das Neuron, das jede Gruppe gewählt hat.</translation>
    </message>
    <message>
        <source>The text alone; of twins both, each under its name.</source>
        <translation>Nur der Text; bei Zwillingen beide, jeder unter seinem Namen.</translation>
    </message>
    <message>
        <source>A row for each neuron that fired: model, token, character, probability, layer, group, neuron.</source>
        <translation>Eine Zeile für jedes Neuron, das gefeuert hat: Modell, Token, Zeichen, Wahrscheinlichkeit, Schicht, Gruppe, Neuron.</translation>
    </message>
    <message>
        <source>Add timing</source>
        <translation>Messung hinzufügen</translation>
    </message>
    <message>
        <source>Results of glowworm-cli bench --json (*.json);;All files (*)</source>
        <translation>Ergebnisse von glowworm-cli bench --json (*.json);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>recorded %1</source>
        <translation>aufgezeichnet %1</translation>
    </message>
    <message>
        <source>Open text...</source>
        <translation>Text öffnen...</translation>
    </message>
    <message>
        <source>Open IDX pair...</source>
        <translation>IDX-Paar öffnen...</translation>
    </message>
    <message>
        <source>%1, %2 of %3 neurons a layer</source>
        <translation>%1, %2 von %3 Neuronen je Schicht</translation>
    </message>
    <message>
        <source>%1, all %2 neurons a layer</source>
        <translation>%1, alle %2 Neuronen je Schicht</translation>
    </message>
</context>
<context>
    <name>glowworm</name>
    <message>
        <source>Let go</source>
        <translation>Loslassen</translation>
    </message>
    <message>
        <source>at temperature %1</source>
        <translation>bei Temperatur %1</translation>
    </message>
    <message>
        <source>of which the likeliest is taken</source>
        <translation>wovon das wahrscheinlichste genommen wird</translation>
    </message>
    <message>
        <source>column %1, neuron %2 of %3</source>
        <translation>Spalte %1, Neuron %2 von %3</translation>
    </message>
    <message>
        <source>chosen now, value %1</source>
        <translation>jetzt gewählt, Wert %1</translation>
    </message>
    <message>
        <source>above zero now: %1</source>
        <translation>jetzt über null: %1</translation>
    </message>
    <message>
        <source>chosen now, and zero after the ReLU</source>
        <translation>jetzt gewählt, und null nach der ReLU</translation>
    </message>
    <message>
        <source>not above zero</source>
        <translation>nicht über null</translation>
    </message>
    <message>
        <source>not chosen</source>
        <translation>nicht gewählt</translation>
    </message>
    <message>
        <source>not chosen: %1 won</source>
        <translation>nicht gewählt: %1 gewann</translation>
    </message>
    <message>
        <source>no other of its column may fire</source>
        <translation>kein anderes der Spalte darf feuern</translation>
    </message>
    <message>
        <source>needed %1 logits more</source>
        <translation>%1 Logits fehlten</translation>
    </message>
    <message>
        <source>the column was a toss-up</source>
        <translation>in der Spalte war es knapp</translation>
    </message>
    <message>
        <source>no other came near</source>
        <translation>kein anderes kam heran</translation>
    </message>
    <message>
        <source>%1 points ahead</source>
        <translation>%1 Punkte Vorsprung</translation>
    </message>
    <message>
        <source>never chosen</source>
        <translation>nie gewählt</translation>
    </message>
    <message>
        <source>never above zero</source>
        <translation>nie über null</translation>
    </message>
    <message>
        <source>chosen for %1 of it</source>
        <translation>bei %1 davon gewählt</translation>
    </message>
    <message>
        <source>above zero for %1 of it</source>
        <translation>bei %1 davon über null</translation>
    </message>
    <message>
        <source>Its column always picks %1, whatever it is shown.</source>
        <translation>Seine Spalte wählt immer %1, was auch gezeigt wird.</translation>
    </message>
    <message>
        <source>Its column picks %1 for nearly all that it is shown.</source>
        <translation>Seine Spalte wählt %1 bei fast allem, was gezeigt wird.</translation>
    </message>
    <message>
        <source>%1: %2 logits for each unit</source>
        <translation>%1: %2 Logits je Einheit</translation>
    </message>
    <message>
        <source>What the neuron adds to the logits by itself, on the straight way to the head, over what it adds to all of them: e - mean of e, e = W_head (g * (v - mean of v)), v its output row and g the weight of the last norm. Later layers may change it. For a character whose stream has deviation s before that norm, a neuron of value a and gate p adds a p / s times this.</source>
        <translation>Was das Neuron von sich aus zu den Logits beiträgt, auf geradem Weg zum Ausgabekopf, über das hinaus, was es zu allen beiträgt: e - Mittel von e, e = W_head (g * (v - Mittel von v)), v seine Ausgabezeile und g das Gewicht der letzten Norm. Spätere Schichten können es ändern. Bei einem Zeichen, dessen Strom vor dieser Norm die Standardabweichung s hat, trägt ein Neuron mit Wert a und Gate p a p / s mal so viel bei.</translation>
    </message>
    <message>
        <source>What the neuron adds to the ten scores, over what it adds to all of them: e - mean of e, e = W_head v, v its output row. A neuron of value a and gate p adds a p times this, exactly: no layer comes after it.</source>
        <translation>Was das Neuron zu den zehn Werten beiträgt, über das hinaus, was es zu allen beiträgt: e - Mittel von e, e = W_head v, v seine Ausgabezeile. Ein Neuron mit Wert a und Gate p trägt genau a p mal so viel bei: Nach ihm kommt keine Schicht.</translation>
    </message>
    <message>
        <source>%1 ± %2</source>
        <translation>%1 ± %2</translation>
    </message>
    <message>
        <source>loss %1 nats</source>
        <translation>Verlust %1 Nats</translation>
    </message>
    <message>
        <source>Everywhere</source>
        <translation>Überall</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>Build</source>
        <translation>Build</translation>
    </message>
    <message>
        <source>Compiler</source>
        <translation>Compiler</translation>
    </message>
    <message>
        <source>Processor</source>
        <translation>Prozessor</translation>
    </message>
    <message>
        <source>SIMD level</source>
        <translation>SIMD-Stufe</translation>
    </message>
    <message>
        <source>Qt</source>
        <translation>Qt</translation>
    </message>
    <message>
        <source>About Glowworm</source>
        <translation>Über Glowworm</translation>
    </message>
    <message>
        <source>&lt;h3&gt;Glowworm&lt;/h3&gt;&lt;p&gt;A playground for sparse feed-forward layers: train them, watch which neurons fire, time them against their dense twin.&lt;/p&gt;</source>
        <translation>&lt;h3&gt;Glowworm&lt;/h3&gt;&lt;p&gt;Ein Experimentierfeld für Sparse-Feed-Forward-Schichten: trainieren, zusehen, welche Neuronen feuern, und ihre Zeit gegen den Dense-Zwilling messen.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Free software under the GNU General Public License, version 3 or later. No network access: Glowworm opens no connection and fetches nothing.&lt;/p&gt;&lt;p&gt;Uses Qt (LGPL), QCustomPlot (GPL), Highway (Apache 2.0), nlohmann-json (MIT), CLI11 (BSD), OpenSSL (Apache 2.0) and, for training, LibTorch (BSD).&lt;/p&gt;</source>
        <translation>&lt;p&gt;Freie Software unter der GNU General Public License, Version 3 oder später. Kein Netzwerk: Glowworm öffnet keine Verbindung und lädt nichts herunter.&lt;/p&gt;&lt;p&gt;Verwendet Qt (LGPL), QCustomPlot (GPL), Highway (Apache 2.0), nlohmann-json (MIT), CLI11 (BSD), OpenSSL (Apache 2.0) und zum Trainieren LibTorch (BSD).&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&amp;As the system</source>
        <translation>&amp;Wie das System</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>&amp;Hell</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>&amp;Dunkel</translation>
    </message>
    <message>
        <source>&amp;High contrast</source>
        <translation>Hoher &amp;Kontrast</translation>
    </message>
    <message>
        <source>&amp;Larger text</source>
        <translation>G&amp;rößerer Text</translation>
    </message>
    <message>
        <source>Smalle&amp;r text</source>
        <translation>&amp;Kleinerer Text</translation>
    </message>
    <message>
        <source>&amp;Usual text size</source>
        <translation>Übli&amp;che Textgröße</translation>
    </message>
    <message>
        <source>&amp;Set-up</source>
        <translation>&amp;Aufbau</translation>
    </message>
    <message>
        <source>&amp;Training</source>
        <translation>&amp;Training</translation>
    </message>
    <message>
        <source>&amp;Generation</source>
        <translation>&amp;Generierung</translation>
    </message>
    <message>
        <source>&amp;Digits</source>
        <translation>&amp;Ziffern</translation>
    </message>
    <message>
        <source>Ti&amp;ming</source>
        <translation>&amp;Messung</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Rückgängig</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Wiederholen</translation>
    </message>
    <message>
        <source>Board as a ta&amp;ble...</source>
        <translation>Tafel als Ta&amp;belle...</translation>
    </message>
    <message>
        <source>Ne&amp;xt part of the window</source>
        <translation>&amp;Nächster Teil des Fensters</translation>
    </message>
    <message>
        <source>Pre&amp;vious part of the window</source>
        <translation>&amp;Voriger Teil des Fensters</translation>
    </message>
    <message>
        <source>C&amp;olours</source>
        <translation>&amp;Farben</translation>
    </message>
    <message>
        <source>&amp;Full screen</source>
        <translation>V&amp;ollbild</translation>
    </message>
    <message>
        <source>&amp;Handbook</source>
        <translation>&amp;Handbuch</translation>
    </message>
    <message>
        <source>Handbook on this &amp;panel</source>
        <translation>Handbuch zu diesem &amp;Bereich</translation>
    </message>
    <message>
        <source>&amp;Keys</source>
        <translation>&amp;Tasten</translation>
    </message>
    <message>
        <source>&amp;Tour</source>
        <translation>&amp;Rundgang</translation>
    </message>
    <message>
        <source>&amp;What&apos;s This</source>
        <translation>&amp;Direkthilfe</translation>
    </message>
    <message>
        <source>What&apos;s This by &amp;clicking</source>
        <translation>Direkthilfe per &amp;Klick</translation>
    </message>
    <message>
        <source>&amp;About Glowworm</source>
        <translation>Über &amp;Glowworm</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>&amp;Open...</source>
        <translation>Ö&amp;ffnen...</translation>
    </message>
    <message>
        <source>Open &amp;model...</source>
        <translation>&amp;Modell öffnen...</translation>
    </message>
    <message>
        <source>Open &amp;text...</source>
        <translation>&amp;Text öffnen...</translation>
    </message>
    <message>
        <source>Open &amp;pictures (IDX)...</source>
        <translation>B&amp;ilder (IDX) öffnen...</translation>
    </message>
    <message>
        <source>Ope&amp;n experiment...</source>
        <translation>E&amp;xperiment öffnen...</translation>
    </message>
    <message>
        <source>&amp;Save text with its neurons...</source>
        <translation>Text mit seinen &amp;Neuronen speichern...</translation>
    </message>
    <message>
        <source>&amp;Export...</source>
        <translation>&amp;Exportieren...</translation>
    </message>
    <message>
        <source>Open shipped models</source>
        <translation>Mitgelieferte Modelle öffnen</translation>
    </message>
    <message>
        <source>Use the trained models</source>
        <translation>Trainierte Modelle verwenden</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>Copy as &amp;command</source>
        <translation>Als &amp;Befehl kopieren</translation>
    </message>
    <message>
        <source>Pre&amp;ferences...</source>
        <translation>&amp;Einstellungen...</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>&amp;Run</source>
        <translation>Aus&amp;führen</translation>
    </message>
    <message>
        <source>&amp;Run or pause</source>
        <translation>&amp;Starten oder anhalten</translation>
    </message>
    <message>
        <source>&amp;Stop</source>
        <translation>S&amp;toppen</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>Set-up</source>
        <translation>Aufbau</translation>
    </message>
    <message>
        <source>What is trained next: the network, its feed-forward layers, the data, and what that costs in parameters, bytes and time.</source>
        <translation>Was als Nächstes trainiert wird: das Netz, seine Feed-Forward-Schichten, die Daten, und was das an Parametern, Bytes und Zeit kostet.</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>The sparse network and its dense twin learn side by side: losses, the load of each group, kept runs.</source>
        <translation>Das Sparse-Netz und sein Dense-Zwilling lernen nebeneinander: Verluste, die Auslastung jeder Gruppe, gespeicherte Läufe.</translation>
    </message>
    <message>
        <source>Generation</source>
        <translation>Generierung</translation>
    </message>
    <message>
        <source>Both models write text, and the board shows which neurons fire for each character: one in every group of the sparse model.</source>
        <translation>Beide Modelle schreiben Text, und die Tafel zeigt, welche Neuronen für jedes Zeichen feuern: eines in jeder Gruppe des Sparse-Modells.</translation>
    </message>
    <message>
        <source>Digits</source>
        <translation>Ziffern</translation>
    </message>
    <message>
        <source>Draw a digit: both models name it while you draw, and the neurons that fire for it light up.</source>
        <translation>Eine Ziffer zeichnen: Beide Modelle benennen sie schon beim Zeichnen, und die Neuronen, die für sie feuern, leuchten auf.</translation>
    </message>
    <message>
        <source>Timing</source>
        <translation>Messung</translation>
    </message>
    <message>
        <source>How much faster the sparse layer is on this machine, measured in turns against the dense one, with intervals.</source>
        <translation>Wie viel schneller die Sparse-Schicht auf diesem Rechner ist, abwechselnd mit der Dense-Schicht gemessen, mit Intervallen.</translation>
    </message>
    <message>
        <source>model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>pictures</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>drawing</source>
        <translation>Zeichnung</translation>
    </message>
    <message>
        <source>tape</source>
        <translation>Band</translation>
    </message>
    <message>
        <source>experiment</source>
        <translation>Experiment</translation>
    </message>
    <message>
        <source>session</source>
        <translation>Sitzung</translation>
    </message>
    <message>
        <source>run</source>
        <translation>Lauf</translation>
    </message>
    <message>
        <source>Open &amp;recent</source>
        <translation>Zuletzt &amp;verwendet</translation>
    </message>
    <message>
        <source>Sa&amp;ve session...</source>
        <translation>Sitzung &amp;speichern...</translation>
    </message>
    <message>
        <source>Start a&amp;fresh</source>
        <translation>Neu &amp;anfangen</translation>
    </message>
    <message>
        <source>Bring the &amp;last session back</source>
        <translation>&amp;Letzte Sitzung zurückholen</translation>
    </message>
    <message>
        <source>Each column is a group of neurons, and each picks one light: only those are computed. Click a light to see what it is, or press Enter on it (Ctrl+3 goes to the board).</source>
        <translation>Jede Spalte ist eine Gruppe von Neuronen, und jede wählt ein Licht: Nur diese werden berechnet. Ein Licht anklicken, um zu sehen, was es ist, oder dort Eingabe drücken (Strg+3 führt zur Tafel).</translation>
    </message>
    <message>
        <source>The text that the sparse model wrote. Click a character, or go there with the arrow keys (F6 goes from part to part): the board shows which neurons were chosen for it.</source>
        <translation>Der Text, den das Sparse-Modell geschrieben hat. Ein Zeichen anklicken oder mit den Pfeiltasten hingehen (F6 geht von Teil zu Teil): Die Tafel zeigt, welche Neuronen dafür gewählt wurden.</translation>
    </message>
    <message>
        <source>Write a beginning of your own and press Generate (Ctrl+Enter): both models go on from it, with the same dice.</source>
        <translation>Einen eigenen Anfang schreiben und Generieren drücken (Strg+Eingabe): Beide Modelle schreiben von dort weiter, mit denselben Würfeln.</translation>
    </message>
    <message>
        <source>The same with pictures. Open Digits (Ctrl+4).</source>
        <translation>Dasselbe mit Bildern. Ziffern öffnen (Strg+4).</translation>
    </message>
    <message>
        <source>Draw a digit, or press N on the sheet for a stored one (Ctrl+4 goes there). One neuron in each of eight columns lights up, and both models say what they see.</source>
        <translation>Eine Ziffer zeichnen oder auf dem Blatt N für eine gespeicherte drücken (Strg+4 führt hin). In jeder von acht Spalten leuchtet ein Neuron auf, und beide Modelle sagen, was sie sehen.</translation>
    </message>
    <message>
        <source>Is it faster? Timing measures both models in turns on this machine. Open it (Ctrl+5), and press F5 there.</source>
        <translation>Ist es schneller? Der Bereich Messung misst beide Modelle abwechselnd auf diesem Rechner. Öffnen (Strg+5) und dort F5 drücken.</translation>
    </message>
    <message>
        <source>amber</source>
        <translation>bernstein</translation>
    </message>
    <message>
        <source>magenta</source>
        <translation>magenta</translation>
    </message>
    <message>
        <source>olive</source>
        <translation>oliv</translation>
    </message>
    <message>
        <source>red</source>
        <translation>rot</translation>
    </message>
    <message>
        <source>brown</source>
        <translation>braun</translation>
    </message>
    <message>
        <source>purple</source>
        <translation>violett</translation>
    </message>
    <message>
        <source>blue</source>
        <translation>blau</translation>
    </message>
    <message>
        <source>teal</source>
        <translation>petrol</translation>
    </message>
    <message>
        <source>indigo</source>
        <translation>indigo</translation>
    </message>
    <message>
        <source>grey</source>
        <translation>grau</translation>
    </message>
    <message>
        <source>digits</source>
        <translation>Ziffern</translation>
    </message>
    <message>
        <source>%1 and its dense twin, %2</source>
        <translation>%1 und Dense-Zwilling, %2</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>dense</source>
        <translation>Dense</translation>
    </message>
    <message>
        <source>gated 1/%1</source>
        <translation>Gated 1/%1</translation>
    </message>
    <message>
        <source>Gumbel 1/%1</source>
        <translation>Gumbel 1/%1</translation>
    </message>
    <message>
        <source>%1 with twin, %2</source>
        <translation>%1 mit Zwilling, %2</translation>
    </message>
    <message>
        <source>There is nothing to export here yet.</source>
        <translation>Hier gibt es noch nichts zu exportieren.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is out of range, %2 to %3.</source>
        <translation>„%1“ liegt außerhalb des Bereichs, %2 bis %3.</translation>
    </message>
    <message>
        <source>It stays %1.</source>
        <translation>Es bleibt bei %1.</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>&quot;%1&quot; can be read as %2 or as %3: write the one that is meant.</source>
        <translation>„%1“ kann als %2 oder als %3 gelesen werden: schreiben, was gemeint ist.</translation>
    </message>
    <message>
        <source>A number is needed here.</source>
        <translation>Hier wird eine Zahl gebraucht.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no number.</source>
        <translation>„%1“ ist keine Zahl.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no whole number.</source>
        <translation>„%1“ ist keine ganze Zahl.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; can be one number or several: write a blank after each comma of a list.</source>
        <translation>„%1“ kann eine Zahl sein oder mehrere: in einer Liste nach jedem Komma ein Leerzeichen schreiben.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is too large.</source>
        <translation>„%1“ ist zu groß.</translation>
    </message>
    <message>
        <source>Write numbers such as 1, 4, 16.</source>
        <translation>Zahlen wie 1, 4, 16 schreiben.</translation>
    </message>
    <message>
        <source>The picture for %1 could not be drawn.</source>
        <translation>Das Bild für %1 konnte nicht gezeichnet werden.</translation>
    </message>
    <message>
        <source>%1 exists already. Replace it?</source>
        <translation>%1 gibt es schon. Ersetzen?</translation>
    </message>
    <message>
        <source>Its content in %1 would be lost.</source>
        <translation>Der Inhalt in %1 ginge verloren.</translation>
    </message>
    <message>
        <source>&amp;Replace</source>
        <translation>&amp;Ersetzen</translation>
    </message>
    <message>
        <source>&amp;Choose another name</source>
        <translation>&amp;Anderen Namen wählen</translation>
    </message>
    <message>
        <source>measured</source>
        <translation>gemessen</translation>
    </message>
    <message>
        <source>computed</source>
        <translation>berechnet</translation>
    </message>
    <message>
        <source>estimated</source>
        <translation>geschätzt</translation>
    </message>
    <message>
        <source>recorded</source>
        <translation>aufgezeichnet</translation>
    </message>
    <message>
        <source>loaded</source>
        <translation>geladen</translation>
    </message>
    <message>
        <source>recomputed</source>
        <translation>neu berechnet</translation>
    </message>
    <message>
        <source>%1 In force from the next step on, and a flag in the plot.</source>
        <translation>%1 Gilt ab dem nächsten Schritt, mit einer Fahne im Diagramm.</translation>
    </message>
    <message>
        <source>from %1 to %2</source>
        <translation>von %1 bis %2</translation>
    </message>
    <message>
        <source>at step</source>
        <translation>bei Schritt</translation>
    </message>
    <message>
        <source>The run ends after so many steps, at the learning rate of the planned ones. Empty: at the last of them.</source>
        <translation>Der Lauf endet nach so vielen Schritten, mit der Lernrate der geplanten. Leer: beim letzten davon.</translation>
    </message>
    <message>
        <source>after</source>
        <translation>nach</translation>
    </message>
    <message>
        <source>minutes</source>
        <translation>Minuten</translation>
    </message>
    <message>
        <source>The run ends after so many minutes of steps and evaluations, those of a twin included. Empty: never.</source>
        <translation>Der Lauf endet nach so vielen Minuten an Schritten und Auswertungen, die eines Zwillings eingeschlossen. Leer: nie.</translation>
    </message>
    <message>
        <source>at loss</source>
        <translation>bei Verlust</translation>
    </message>
    <message>
        <source>nats</source>
        <translation>Nats</translation>
    </message>
    <message>
        <source>The run ends when the validation loss is no higher than this, of twins that of both. Empty: never.</source>
        <translation>Der Lauf endet, sobald der Validierungsverlust nicht höher ist als dies, bei Zwillingen der von beiden. Leer: nie.</translation>
    </message>
    <message>
        <source>without gain in</source>
        <translation>ohne Gewinn in</translation>
    </message>
    <message>
        <source>evaluations</source>
        <translation>Auswertungen</translation>
    </message>
    <message>
        <source>The run ends after so many evaluations in a row that are no better than the best before them, of twins those of both. Empty: never.</source>
        <translation>Der Lauf endet nach so vielen Auswertungen hintereinander, die nicht besser sind als die beste davor, bei Zwillingen denen von beiden. Leer: nie.</translation>
    </message>
    <message>
        <source>Ends at step %1</source>
        <translation>Endet bei Schritt %1</translation>
    </message>
    <message>
        <source>after %1 min</source>
        <translation>nach %1 min</translation>
    </message>
    <message>
        <source>at loss %1</source>
        <translation>bei Verlust %1</translation>
    </message>
    <message>
        <source>without gain in one evaluation</source>
        <translation>ohne Gewinn in einer Auswertung</translation>
    </message>
    <message numerus="yes">
        <source>without gain in %n evaluations</source>
        <translation>
            <numerusform>ohne Gewinn in %n Auswertung</numerusform>
            <numerusform>ohne Gewinn in %n Auswertungen</numerusform>
        </translation>
    </message>
    <message>
        <source>batch %1</source>
        <translation>Batch %1</translation>
    </message>
    <message>
        <source>%1 %2 → %3</source>
        <translation>%1 %2 → %3</translation>
    </message>
    <message>
        <source>layer %1, column %2, neuron %3 of %4</source>
        <translation>Schicht %1, Spalte %2, Neuron %3/%4</translation>
    </message>
    <message>
        <source>needed %1 logits more; the column was a toss-up</source>
        <translation>%1 Logits fehlten; in der Spalte war es knapp</translation>
    </message>
    <message>
        <source>%1 points ahead: toss-up</source>
        <translation>%1 Punkte Vorsprung: knapp</translation>
    </message>
    <message numerus="yes">
        <source>Never chosen in %Ln characters.</source>
        <translation>
            <numerusform>Nie gewählt in %Ln Zeichen.</numerusform>
            <numerusform>Nie gewählt in %Ln Zeichen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Never above zero in %Ln characters.</source>
        <translation>
            <numerusform>Nie über null in %Ln Zeichen.</numerusform>
            <numerusform>Nie über null in %Ln Zeichen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Never chosen in %Ln test pictures.</source>
        <translation>
            <numerusform>Nie gewählt in %Ln Testbild.</numerusform>
            <numerusform>Nie gewählt in %Ln Testbildern.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Never above zero in %Ln test pictures.</source>
        <translation>
            <numerusform>Nie über null in %Ln Testbild.</numerusform>
            <numerusform>Nie über null in %Ln Testbildern.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>all %n of this column are used</source>
        <translation>
            <numerusform>alle %n dieser Spalte werden genutzt</numerusform>
            <numerusform>alle %n dieser Spalte werden genutzt</numerusform>
        </translation>
    </message>
    <message>
        <source>1 of %1 neurons of this column is used</source>
        <translation>1 von %1 Neuronen dieser Spalte wird genutzt</translation>
    </message>
    <message numerus="yes">
        <source>%n of %1 of this column are used</source>
        <translation>
            <numerusform>%n von %1 dieser Spalte wird genutzt</numerusform>
            <numerusform>%n von %1 dieser Spalte werden genutzt</numerusform>
        </translation>
    </message>
    <message>
        <source>No text is open: neurons are counted over the last tenth of one (File &gt; Open text).</source>
        <translation>Kein Text geöffnet: Neuronen werden über das letzte Zehntel eines Textes gezählt (Datei &gt; Text öffnen).</translation>
    </message>
    <message>
        <source>No test pictures are open: neurons are counted over them.</source>
        <translation>Keine Testbilder geöffnet: Neuronen werden über sie gezählt.</translation>
    </message>
    <message>
        <source>Undone: %1</source>
        <translation>Rückgängig gemacht: %1</translation>
    </message>
    <message>
        <source>timing</source>
        <translation>Messung</translation>
    </message>
    <message>
        <source>The run ends at this step</source>
        <translation>Der Lauf endet bei diesem Schritt</translation>
    </message>
    <message>
        <source>The run ends after so many minutes</source>
        <translation>Der Lauf endet nach so vielen Minuten</translation>
    </message>
    <message>
        <source>The run ends at this loss, in nats</source>
        <translation>Der Lauf endet bei diesem Verlust, in Nats</translation>
    </message>
    <message>
        <source>The run ends without gain in so many evaluations</source>
        <translation>Der Lauf endet nach so vielen Auswertungen ohne Gewinn</translation>
    </message>
    <message>
        <source>%1: a picture is saved as .png, .svg or .pdf.</source>
        <translation>%1: Ein Bild wird als .png, .svg oder .pdf gespeichert.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln days</source>
        <translation>
            <numerusform>%Ln Tag</numerusform>
            <numerusform>%Ln Tage</numerusform>
        </translation>
    </message>
    <message>
        <source>all of %1</source>
        <translation>ganz %1</translation>
    </message>
    <message>
        <source>the last tenth of %1</source>
        <translation>das letzte Zehntel von %1</translation>
    </message>
    <message>
        <source>so far %1 of %2 read, spread over %3</source>
        <translation>bisher %1 von %2 gelesen, verteilt über %3</translation>
    </message>
</context>
<context>
    <name>glowworm::Activity</name>
    <message>
        <source>Digits: reading the test pictures</source>
        <translation>Ziffern: Testbilder werden gelesen</translation>
    </message>
    <message>
        <source>Training: preparing...</source>
        <translation>Training: wird vorbereitet...</translation>
    </message>
    <message>
        <source>Training: step %L1 of %L2</source>
        <translation>Training: Schritt %L1 von %L2</translation>
    </message>
    <message>
        <source>%1, evaluating: %2 done</source>
        <translation>%1, Auswertung: %2 fertig</translation>
    </message>
    <message>
        <source>Training: pausing after this step...</source>
        <translation>Training: hält nach diesem Schritt an...</translation>
    </message>
    <message>
        <source>Training paused at step %L1 of %L2</source>
        <translation>Training angehalten bei Schritt %L1 von %L2</translation>
    </message>
    <message>
        <source>Training: stopping and saving...</source>
        <translation>Training: wird gestoppt und gespeichert...</translation>
    </message>
    <message>
        <source>Training ended at step %L1</source>
        <translation>Training beendet bei Schritt %L1</translation>
    </message>
    <message>
        <source>Training failed: %1</source>
        <translation>Training gescheitert: %1</translation>
    </message>
    <message>
        <source>Generation: reading the tape</source>
        <translation>Generierung: Band wird gelesen</translation>
    </message>
    <message>
        <source>Generation: writing character %L1 of %L2</source>
        <translation>Generierung: schreibt Zeichen %L1 von %L2</translation>
    </message>
    <message>
        <source>Generation: writing</source>
        <translation>Generierung: schreibt</translation>
    </message>
    <message>
        <source>Timing: %1 done</source>
        <translation>Messung: %1 fertig</translation>
    </message>
</context>
<context>
    <name>glowworm::BoardFace</name>
    <message>
        <source>layer %1 · %2</source>
        <translation>Schicht %1 · %2</translation>
    </message>
    <message>
        <source>toss-up</source>
        <translation>knapp</translation>
    </message>
    <message>
        <source>clear</source>
        <translation>klar</translation>
    </message>
    <message>
        <source>clear win</source>
        <translation>klarer Sieg</translation>
    </message>
    <message>
        <source>0 to 100 %</source>
        <translation>0 bis 100 %</translation>
    </message>
    <message>
        <source>chosen with 0 to 100 %</source>
        <translation>mit 0 bis 100 % gewählt</translation>
    </message>
    <message>
        <source>above zero</source>
        <translation>über null</translation>
    </message>
    <message>
        <source>above zero, no value recorded</source>
        <translation>über null, kein Wert aufgezeichnet</translation>
    </message>
    <message>
        <source>0 to %1</source>
        <translation>0 bis %1</translation>
    </message>
    <message>
        <source>above zero: 0 to %1</source>
        <translation>über null: 0 bis %1</translation>
    </message>
    <message>
        <source>ring: zero</source>
        <translation>Ring: null</translation>
    </message>
    <message>
        <source>chosen, zero after ReLU</source>
        <translation>gewählt, null nach ReLU</translation>
    </message>
    <message>
        <source>ring: below zero</source>
        <translation>Ring: unter null</translation>
    </message>
    <message>
        <source>chosen, below zero</source>
        <translation>gewählt, unter null</translation>
    </message>
    <message>
        <source>ember: last %1</source>
        <translation>Glut: letzte %1</translation>
    </message>
    <message>
        <source>ember: chosen in the last %1</source>
        <translation>Glut: in den letzten %1 gewählt</translation>
    </message>
    <message>
        <source>toss-up: under %1</source>
        <translation>knapp: unter %1</translation>
    </message>
    <message>
        <source>toss-up: under %1 ahead</source>
        <translation>knapp: weniger als %1 voraus</translation>
    </message>
    <message>
        <source>chosen only by A</source>
        <translation>nur von A gewählt</translation>
    </message>
    <message>
        <source>lit only by A</source>
        <translation>nur von A erleuchtet</translation>
    </message>
    <message>
        <source>by both</source>
        <translation>von beiden</translation>
    </message>
    <message>
        <source>only by B</source>
        <translation>nur von B</translation>
    </message>
    <message>
        <source>off</source>
        <translation>aus</translation>
    </message>
    <message>
        <source>always</source>
        <translation>immer</translation>
    </message>
    <message>
        <source>pinned column</source>
        <translation>angeheftete Spalte</translation>
    </message>
    <message>
        <source>layer %1</source>
        <translation>Schicht %1</translation>
    </message>
    <message>
        <source> · %1 close</source>
        <translation> · %1 knapp</translation>
    </message>
    <message>
        <source>Each column picks one of %1.</source>
        <translation>Jede Spalte wählt eines von %1.</translation>
    </message>
    <message>
        <source>below zero</source>
        <translation>unter null</translation>
    </message>
    <message>
        <source>chosen by neither</source>
        <translation>von keinem gewählt</translation>
    </message>
    <message>
        <source>lit by neither</source>
        <translation>von keinem erleuchtet</translation>
    </message>
    <message>
        <source>not chosen</source>
        <translation>nicht gewählt</translation>
    </message>
    <message>
        <source>not above zero</source>
        <translation>nicht über null</translation>
    </message>
    <message>
        <source>chosen, %1</source>
        <translation>gewählt, %1</translation>
    </message>
    <message>
        <source>above zero, %1</source>
        <translation>über null, %1</translation>
    </message>
    <message>
        <source>chosen by both</source>
        <translation>von beiden gewählt</translation>
    </message>
    <message>
        <source>lit by both</source>
        <translation>von beiden erleuchtet</translation>
    </message>
    <message>
        <source>chosen only by B</source>
        <translation>nur von B gewählt</translation>
    </message>
    <message>
        <source>lit only by B</source>
        <translation>nur von B erleuchtet</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>%1 chosen only by A, %2 by both, %3 only by B</source>
        <translation>%1 nur von A gewählt, %2 von beiden, %3 nur von B</translation>
    </message>
    <message>
        <source>%1 lit only by A, %2 by both, %3 only by B</source>
        <translation>%1 nur von A erleuchtet, %2 von beiden, %3 nur von B</translation>
    </message>
    <message>
        <source>%1 of %2 above zero (%3)</source>
        <translation>%1 von %2 über null (%3)</translation>
    </message>
    <message>
        <source>layer %1, near the input</source>
        <translation>Schicht %1, nahe der Eingabe</translation>
    </message>
    <message>
        <source>layer %1, near the output</source>
        <translation>Schicht %1, nahe der Ausgabe</translation>
    </message>
    <message>
        <source>chosen one character ago</source>
        <translation>vor einem Zeichen gewählt</translation>
    </message>
    <message numerus="yes">
        <source>chosen %n characters ago</source>
        <translation>
            <numerusform>vor %n Zeichen gewählt</numerusform>
            <numerusform>vor %n Zeichen gewählt</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, switched off</source>
        <translation>%1, abgeschaltet</translation>
    </message>
    <message>
        <source>%1, always chosen</source>
        <translation>%1, immer gewählt</translation>
    </message>
    <message>
        <source>%1, its column is pinned</source>
        <translation>%1, seine Spalte ist angeheftet</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1; now %2</source>
        <translation>%1; jetzt %2</translation>
    </message>
    <message>
        <source>%1; %2 was</source>
        <translation>%1; gewählt: %2</translation>
    </message>
    <message>
        <source>%1; now %2, %3</source>
        <translation>%1; jetzt %2, %3</translation>
    </message>
    <message>
        <source>%1; %2 was, %3</source>
        <translation>%1; gewählt: %2, %3</translation>
    </message>
    <message>
        <source>%1, with %2, toss-up with %3</source>
        <translation>%1, mit %2, knapp vor %3</translation>
    </message>
    <message>
        <source>%1, with %2, %3 had %4</source>
        <translation>%1, mit %2, %3 hatte %4</translation>
    </message>
    <message>
        <source>No character yet.</source>
        <translation>Noch kein Zeichen.</translation>
    </message>
    <message>
        <source>1 of %1 is a toss-up</source>
        <translation>1 von %1 ist knapp</translation>
    </message>
    <message numerus="yes">
        <source>%Ln of %1 are toss-ups</source>
        <translation>
            <numerusform>%Ln von %1 ist knapp</numerusform>
            <numerusform>%Ln von %1 sind knapp</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 chosen: %2 above zero, %3 zero</source>
        <translation>%1 gewählt: %2 über null, %3 null</translation>
    </message>
    <message>
        <source>%1 chosen: %2 above zero, %3 below</source>
        <translation>%1 gewählt: %2 über null, %3 darunter</translation>
    </message>
    <message>
        <source>0 to %1+</source>
        <translation>0 bis %1+</translation>
    </message>
    <message>
        <source>above zero: 0 to %1+</source>
        <translation>über null: 0 bis %1+</translation>
    </message>
</context>
<context>
    <name>glowworm::BoardTable</name>
    <message>
        <source>Neurons that were chosen, or are above zero</source>
        <translation>Neuronen, die gewählt wurden oder über null sind</translation>
    </message>
    <message>
        <source>Neurons of A and B</source>
        <translation>Neuronen von A und B</translation>
    </message>
    <message>
        <source>One row for each neuron that was chosen, or is above zero, at one of the two places or at both, and its value there after the activation. Enter asks about a neuron.</source>
        <translation>Eine Zeile für jedes Neuron, das an einer der beiden Stellen oder an beiden gewählt wurde oder über null ist, und sein Wert dort nach der Aktivierung. Eingabe fragt nach einem Neuron.</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>&amp;Save...</source>
        <translation>&amp;Speichern...</translation>
    </message>
    <message>
        <source>C&amp;lose</source>
        <translation>S&amp;chließen</translation>
    </message>
    <message>
        <source>Copy the table as comma-separated values</source>
        <translation>Die Tabelle mit Kommas getrennt kopieren</translation>
    </message>
    <message>
        <source>Save the table as comma-separated values</source>
        <translation>Die Tabelle mit Kommas getrennt speichern</translation>
    </message>
    <message>
        <source>Copied.</source>
        <translation>Kopiert.</translation>
    </message>
    <message>
        <source>Save table</source>
        <translation>Tabelle speichern</translation>
    </message>
    <message>
        <source>Table (*.csv)</source>
        <translation>Tabelle (*.csv)</translation>
    </message>
    <message>
        <source>Written: %1</source>
        <translation>Geschrieben: %1</translation>
    </message>
    <message>
        <source>A tape keeps whether a value is above or below zero, no more.</source>
        <translation>Ein Band hält fest, ob ein Wert über oder unter null ist, mehr nicht.</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>Schicht</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>Gruppe</translation>
    </message>
    <message>
        <source>Neuron</source>
        <translation>Neuron</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Chosen with</source>
        <translation>Gewählt mit</translation>
    </message>
    <message>
        <source>Rival</source>
        <translation>Konkurrent</translation>
    </message>
    <message>
        <source>Rival had</source>
        <translation>Konkurrent hatte</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>Stelle</translation>
    </message>
    <message>
        <source>Value in A</source>
        <translation>Wert in A</translation>
    </message>
    <message>
        <source>Value in B</source>
        <translation>Wert in B</translation>
    </message>
    <message>
        <source>only A</source>
        <translation>nur A</translation>
    </message>
    <message>
        <source>only B</source>
        <translation>nur B</translation>
    </message>
    <message>
        <source>both</source>
        <translation>beide</translation>
    </message>
    <message>
        <source>One row for each of these neurons: its value after the activation and, in a sparse layer, its probability in the softmax over its group, and its rival, which came second in it. Enter asks about a neuron.</source>
        <translation>Eine Zeile für jedes dieser Neuronen: sein Wert nach der Aktivierung und, in einer Sparse-Schicht, seine Wahrscheinlichkeit im Softmax über seine Gruppe und sein Konkurrent, der Zweite darin. Eingabe fragt nach einem Neuron.</translation>
    </message>
</context>
<context>
    <name>glowworm::BookmarkList</name>
    <message>
        <source>Bookmarks</source>
        <translation>Lesezeichen</translation>
    </message>
    <message>
        <source>Enter goes to the bookmark, F2 writes its note, Delete removes it.</source>
        <translation>Eingabe geht zum Lesezeichen, F2 schreibt seine Notiz, Entf entfernt es.</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>Bookmark this character</source>
        <translation>Lesezeichen setzen</translation>
    </message>
    <message>
        <source>Keeps the picked character, and asks for a note (B)</source>
        <translation>Merkt das gewählte Zeichen und fragt nach einer Notiz (B)</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Removes the bookmark that is marked (Delete)</source>
        <translation>Entfernt das markierte Lesezeichen (Entf)</translation>
    </message>
    <message>
        <source>Enter or a click goes there, F2 or a double click writes the note.</source>
        <translation>Eingabe oder ein Klick geht dorthin, F2 oder ein Doppelklick schreibt die Notiz.</translation>
    </message>
    <message>
        <source>In the bookmarks</source>
        <translation>In den Lesezeichen</translation>
    </message>
    <message>
        <source>go to the bookmark</source>
        <translation>zum Lesezeichen gehen</translation>
    </message>
    <message>
        <source>write its note</source>
        <translation>seine Notiz schreiben</translation>
    </message>
    <message>
        <source>remove it</source>
        <translation>es entfernen</translation>
    </message>
    <message>
        <source>Character</source>
        <translation>Zeichen</translation>
    </message>
</context>
<context>
    <name>glowworm::BytesBars</name>
    <message>
        <source>Embedding</source>
        <translation>Embedding</translation>
    </message>
    <message>
        <source>Input map</source>
        <translation>Eingabeabbildung</translation>
    </message>
    <message>
        <source>Attention</source>
        <translation>Attention</translation>
    </message>
    <message>
        <source>FF neurons</source>
        <translation>FF-Neuronen</translation>
    </message>
    <message>
        <source>Router</source>
        <translation>Router</translation>
    </message>
    <message>
        <source>Norms</source>
        <translation>Normen</translation>
    </message>
    <message>
        <source>Head</source>
        <translation>Kopf</translation>
    </message>
    <message>
        <source>Bytes read, by part</source>
        <translation>Gelesene Bytes je Teil</translation>
    </message>
    <message>
        <source>What one token or picture reads, computed from the shapes: each weight that is needed once, 32 bits each, one token or picture a call, nothing yet in the key/value cache. A sparse model reads of its FF layers only the rows of the neurons that fire, and its router.</source>
        <translation>Was ein Token oder ein Bild liest, berechnet aus den Formen: jedes Gewicht, das gebraucht wird, einmal, je 32 Bit, ein Token oder Bild je Aufruf, noch nichts im Key/Value-Cache. Ein Sparse-Modell liest von seinen FF-Schichten nur die Zeilen der Neuronen, die feuern, und seinen Router.</translation>
    </message>
    <message>
        <source>On the bars of bytes</source>
        <translation>Auf den Balken der Bytes</translation>
    </message>
    <message>
        <source>the part before</source>
        <translation>der Teil davor</translation>
    </message>
    <message>
        <source>the next part</source>
        <translation>der nächste Teil</translation>
    </message>
    <message>
        <source>sparse %1</source>
        <translation>Sparse %1</translation>
    </message>
    <message>
        <source>dense twin %1</source>
        <translation>Dense-Zwilling %1</translation>
    </message>
    <message>
        <source>dense %1</source>
        <translation>Dense %1</translation>
    </message>
    <message>
        <source>%1, sparse: %2 of bytes read, %3</source>
        <translation>%1, Sparse: %2 der gelesenen Bytes, %3</translation>
    </message>
    <message>
        <source>%1, dense: %2 of bytes read, %3</source>
        <translation>%1, Dense: %2 der gelesenen Bytes, %3</translation>
    </message>
    <message>
        <source>bytes read for a token</source>
        <translation>Bytes, die für ein Token gelesen werden</translation>
    </message>
    <message>
        <source>bytes read for a picture</source>
        <translation>Bytes, die für ein Bild gelesen werden</translation>
    </message>
    <message>
        <source>Rest</source>
        <translation>Rest</translation>
    </message>
</context>
<context>
    <name>glowworm::Calibration</name>
    <message>
        <source>It is being measured.</source>
        <translation>Es wird gerade gemessen.</translation>
    </message>
    <message>
        <source>The training that is there measures it.</source>
        <translation>Das Training, das da ist, misst es.</translation>
    </message>
</context>
<context>
    <name>glowworm::CensusPage</name>
    <message>
        <source>Neuron use</source>
        <translation>Neuronennutzung</translation>
    </message>
    <message>
        <source>busy</source>
        <translation>rege</translation>
    </message>
    <message>
        <source>even</source>
        <translation>Gleichmaß</translation>
    </message>
    <message>
        <source>How its neurons are used</source>
        <translation>Wie seine Neuronen genutzt werden</translation>
    </message>
    <message>
        <source>In the use of the neurons</source>
        <translation>In der Nutzung der Neuronen</translation>
    </message>
    <message>
        <source>light these neurons on the board, or no more</source>
        <translation>diese Neuronen auf der Tafel leuchten lassen, oder nicht mehr</translation>
    </message>
    <message>
        <source>layer %1: %2</source>
        <translation>Schicht %1: %2</translation>
    </message>
    <message>
        <source>%1 of %2 neurons used so far</source>
        <translation>%1 von %2 Neuronen bisher genutzt</translation>
    </message>
    <message>
        <source>chosen at any character of this text; %1</source>
        <translation>bei irgendeinem Zeichen dieses Textes gewählt; %1</translation>
    </message>
    <message>
        <source>above zero at any character of this text; %1</source>
        <translation>bei irgendeinem Zeichen dieses Textes über null; %1</translation>
    </message>
    <message>
        <source>layer %1</source>
        <translation>Schicht %1</translation>
    </message>
    <message>
        <source>column %1</source>
        <translation>Spalte %1</translation>
    </message>
    <message>
        <source>A click or Enter shows them on the board.</source>
        <translation>Ein Klick oder Eingabe zeigt sie auf der Tafel.</translation>
    </message>
    <message>
        <source>%1; a click or Enter shows them on the board</source>
        <translation>%1; ein Klick oder Eingabe zeigt sie auf der Tafel</translation>
    </message>
    <message>
        <source>%1, %2: %3</source>
        <translation>%1, %2: %3</translation>
    </message>
    <message>
        <source>neurons that were never chosen</source>
        <translation>Neuronen, die nie gewählt wurden</translation>
    </message>
    <message>
        <source>neurons chosen %1 times their even share or more</source>
        <translation>Neuronen, mindestens %1-mal so oft gewählt wie bei gleichen Anteilen</translation>
    </message>
    <message>
        <source>evenness, 1 when all are chosen equally often</source>
        <translation>Gleichmaß, 1, wenn alle gleich oft gewählt werden</translation>
    </message>
    <message>
        <source>Dense model</source>
        <translation>Dense-Modell</translation>
    </message>
    <message>
        <source>never chosen</source>
        <translation>nie gewählt</translation>
    </message>
    <message>
        <source>Over what was read: neurons that were never chosen, neurons chosen %1 times as often as an even share of their column or more (busy), and the entropy of a column&apos;s counts over that of equal counts, 1 when all are chosen equally often (even). A click or Enter lights those neurons on the board; under even it is the least even column.</source>
        <translation>Über das Gelesene: Neuronen, die nie gewählt wurden, Neuronen, die mindestens %1-mal so oft gewählt wurden, wie es gleiche Anteile in ihrer Spalte ergäben (rege), und die Entropie der Zählungen einer Spalte geteilt durch die gleicher Zählungen, 1, wenn alle gleich oft gewählt werden (Gleichmaß). Ein Klick oder Eingabe lässt diese Neuronen auf der Tafel leuchten; unter Gleichmaß ist es die ungleichmäßigste Spalte.</translation>
    </message>
</context>
<context>
    <name>glowworm::ComparisonPage</name>
    <message>
        <source>Compare</source>
        <translation>Vergleichen</translation>
    </message>
    <message>
        <source>layer</source>
        <translation>Schicht</translation>
    </message>
    <message>
        <source>only A</source>
        <translation>nur A</translation>
    </message>
    <message>
        <source>both</source>
        <translation>beide</translation>
    </message>
    <message>
        <source>only B</source>
        <translation>nur B</translation>
    </message>
    <message>
        <source>J</source>
        <translation>J</translation>
    </message>
    <message>
        <source>Neurons of A alone, of both and of B alone, layer by layer</source>
        <translation>Neuronen nur von A, von beiden und nur von B, Schicht für Schicht</translation>
    </message>
    <message>
        <source>J, the Jaccard index: of the neurons of A or B (chosen, or of a dense model above zero) the share that is in both. A click or Enter on a number lists these neurons and lights them on the board.</source>
        <translation>J, der Jaccard-Index: von den Neuronen von A oder B (gewählt, oder bei einem Dense-Modell über null) der Anteil, der in beiden ist. Ein Klick oder Eingabe auf einer Zahl listet diese Neuronen und lässt sie auf der Tafel leuchten.</translation>
    </message>
    <message>
        <source>Jaccard index: of the neurons of A or B the share that is in both, 1 when they are the same</source>
        <translation>Jaccard-Index: von den Neuronen von A oder B der Anteil, der in beiden ist, 1, wenn es dieselben sind</translation>
    </message>
    <message>
        <source>In a comparison</source>
        <translation>In einem Vergleich</translation>
    </message>
    <message>
        <source>light these neurons on the board, or no more</source>
        <translation>diese Neuronen auf der Tafel leuchten lassen, oder nicht mehr</translation>
    </message>
    <message>
        <source>A click, or Enter, shows the neuron</source>
        <translation>Ein Klick oder Eingabe zeigt das Neuron</translation>
    </message>
    <message>
        <source>The neurons that are meant</source>
        <translation>Die gemeinten Neuronen</translation>
    </message>
    <message>
        <source>Hold B where it is; else it follows what is shown</source>
        <translation>Hält B, wo es ist; sonst folgt es dem, was gezeigt wird</translation>
    </message>
    <message>
        <source>End</source>
        <translation>Ende</translation>
    </message>
    <message>
        <source>No more comparison (Esc)</source>
        <translation>Nicht mehr vergleichen (Esc)</translation>
    </message>
    <message>
        <source>A: %1</source>
        <translation>A: %1</translation>
    </message>
    <message>
        <source>Pin B</source>
        <translation>B anheften</translation>
    </message>
    <message>
        <source>B: %1</source>
        <translation>B: %1</translation>
    </message>
    <message>
        <source>A click or Enter on a number lists these neurons.</source>
        <translation>Ein Klick oder Eingabe auf einer Zahl listet diese Neuronen.</translation>
    </message>
    <message>
        <source>layer %1, only by A:</source>
        <translation>Schicht %1, nur von A:</translation>
    </message>
    <message>
        <source>layer %1, only by B:</source>
        <translation>Schicht %1, nur von B:</translation>
    </message>
    <message>
        <source>layer %1, by both:</source>
        <translation>Schicht %1, von beiden:</translation>
    </message>
</context>
<context>
    <name>glowworm::ConfigForm</name>
    <message>
        <source>Network</source>
        <translation>Netz</translation>
    </message>
    <message>
        <source>Feed-forward layer</source>
        <translation>Feed-Forward-Schicht</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>All settings</source>
        <translation>Alle Einstellungen</translation>
    </message>
    <message>
        <source>%L1 of %L2 neurons fire in each layer: one in every group of N = F / G = %L3.</source>
        <translation>%L1 von %L2 Neuronen feuern je Schicht: eines je Gruppe von N = F / G = %L3.</translation>
    </message>
    <message>
        <source>All %L1 neurons of each layer work: N and G only name them.</source>
        <translation>Alle %L1 Neuronen jeder Schicht arbeiten: N und G benennen sie nur.</translation>
    </message>
    <message>
        <source>Everyday settings</source>
        <translation>Alltägliche Einstellungen</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>Lernrate</translation>
    </message>
    <message>
        <source>Router while it learns</source>
        <translation>Router beim Lernen</translation>
    </message>
    <message>
        <source>Weights and gradients</source>
        <translation>Gewichte und Gradienten</translation>
    </message>
    <message>
        <source>All settings:</source>
        <translation>Alle Einstellungen:</translation>
    </message>
    <message>
        <source>Everything else that a network and its training have, by groups.</source>
        <translation>Alles andere, was ein Netz und sein Training haben, nach Gruppen.</translation>
    </message>
    <message>
        <source>%1 (%2 to %3)</source>
        <translation>%1 (%2 bis %3)</translation>
    </message>
    <message>
        <source>who chooses the FF neurons</source>
        <translation>wer die FF-Neuronen wählt</translation>
    </message>
    <message>
        <source>numbers that stand for one character: x has D of them</source>
        <translation>Zahlen, die für ein Zeichen stehen: x hat D davon</translation>
    </message>
    <message>
        <source>of each FF layer: rows of W1</source>
        <translation>jeder FF-Schicht: Zeilen von W1</translation>
    </message>
    <message>
        <source>planned; the learning rate&apos;s schedule ends there</source>
        <translation>geplant; dort endet der Verlauf der Lernrate</translation>
    </message>
    <message>
        <source>predict the next character, or classify pictures</source>
        <translation>das nächste Zeichen, oder Bilder zuordnen</translation>
    </message>
    <message>
        <source>L times: x += attention(x), then x += FF(x)</source>
        <translation>L-mal: x += attention(x), dann x += FF(x)</translation>
    </message>
    <message>
        <source>of attention, each D / H wide: H divides D</source>
        <translation>der Attention, je D / H breit: H teilt D</translation>
    </message>
    <message>
        <source>characters that it can look back on</source>
        <translation>Zeichen, auf die es zurückblicken kann</translation>
    </message>
    <message>
        <source>between the map of 784 pixels and the FF layer</source>
        <translation>zwischen der Abbildung der 784 Pixel und der FF-Schicht</translation>
    </message>
    <message>
        <source>inner width of the router: logits = B (A x), A is R x D</source>
        <translation>innere Breite des Routers: Logits = B (A x), A ist R x D</translation>
    </message>
    <message>
        <source>f in f(w x + b) of the neuron that fires</source>
        <translation>f in f(w x + b) des Neurons, das feuert</translation>
    </message>
    <message>
        <source>between A and B; identity = nothing: B (A x)</source>
        <translation>zwischen A und B; identity = nichts: B (A x)</translation>
    </message>
    <message>
        <source>what the fired neuron is multiplied by, from its logit</source>
        <translation>womit das gefeuerte Neuron multipliziert wird, aus seinem Logit</translation>
    </message>
    <message>
        <source>a constant factor on that gate</source>
        <translation>ein fester Faktor auf dieses Gate</translation>
    </message>
    <message>
        <source>windows of text, or pictures, in a step</source>
        <translation>Textfenster oder Bilder in einem Schritt</translation>
    </message>
    <message>
        <source>how many of the batch a thread takes at once; 0 = it is chosen</source>
        <translation>wie viele davon ein Thread zugleich nimmt; 0 = automatisch</translation>
    </message>
    <message>
        <source>steps between two looks at the validation data</source>
        <translation>Schritte zwischen zwei Blicken auf die Validierungsdaten</translation>
    </message>
    <message>
        <source>start weights, batches and noise follow from it</source>
        <translation>Startgewichte, Batches und Rauschen folgen daraus</translation>
    </message>
    <message>
        <source>format of the factors; sums stay fp32</source>
        <translation>Format der Faktoren; Summen bleiben fp32</translation>
    </message>
    <message>
        <source>AdamW&apos;s step size at its highest</source>
        <translation>Schrittweite von AdamW, wo sie am größten ist</translation>
    </message>
    <message>
        <source>what is left of it at the last step; 1 = it stays constant</source>
        <translation>was beim letzten Schritt davon bleibt; 1 = sie bleibt gleich</translation>
    </message>
    <message>
        <source>steps over which it rises from 0</source>
        <translation>Schritte, über die sie von 0 ansteigt</translation>
    </message>
    <message>
        <source>times the learning rate, for FF layers and routers</source>
        <translation>mal Lernrate, für FF-Schichten und Router</translation>
    </message>
    <message>
        <source>times that, for routers alone; 0 = they stay as they start</source>
        <translation>mal diese, nur für Router; 0 = sie bleiben, wie sie anfangen</translation>
    </message>
    <message>
        <source>scale of the Gumbel noise on the choice, at first</source>
        <translation>Stärke des Gumbel-Rauschens auf der Wahl, zu Beginn</translation>
    </message>
    <message>
        <source>of the steps: then that noise is 0</source>
        <translation>der Schritte: Dann ist dieses Rauschen 0</translation>
    </message>
    <message>
        <source>first logits: random, or neurons = each neuron&apos;s own w x + b</source>
        <translation>erste Logits: random, oder neurons = w x + b jedes Neurons selbst</translation>
    </message>
    <message>
        <source>weight of a loss towards equal work in each group; 0 = off</source>
        <translation>Gewicht eines Loss für gleiche Arbeit in jeder Gruppe; 0 = aus</translation>
    </message>
    <message>
        <source>of the activations, left out at random</source>
        <translation>der Aktivierungen, zufällig weggelassen</translation>
    </message>
    <message>
        <source>d in w -= rate d w, of the weight matrices</source>
        <translation>d in w -= Rate d w, der Gewichtsmatrizen</translation>
    </message>
    <message>
        <source>largest norm of the whole gradient; 0 = off</source>
        <translation>größte Norm des ganzen Gradienten; 0 = aus</translation>
    </message>
    <message>
        <source>memory of the gradient: m = beta1 m + (1 - beta1) g</source>
        <translation>Gedächtnis des Gradienten: m = beta1 m + (1 - beta1) g</translation>
    </message>
    <message>
        <source>of its square: v = beta2 v + (1 - beta2) g^2</source>
        <translation>seines Quadrats: v = beta2 v + (1 - beta2) g^2</translation>
    </message>
    <message>
        <source>times the usual start of W2, the FF layer&apos;s way out</source>
        <translation>mal dem üblichen Anfang von W2, dem Ausgang der FF-Schicht</translation>
    </message>
</context>
<context>
    <name>glowworm::ConfusionView</name>
    <message>
        <source>Confusion matrix</source>
        <translation>Konfusionsmatrix</translation>
    </message>
    <message>
        <source>How many test pictures of each label (rows) got each answer (columns). The diagonal is right; a bright cell beside it is a mistake that the model makes often. Choose a cell to see its pictures.</source>
        <translation>Wie viele Testbilder jedes Labels (Zeilen) welche Antwort bekamen (Spalten). Auf der Diagonale stehen die richtigen; ein helles Feld daneben ist ein Fehler, den das Modell oft macht. Ein Feld wählen zeigt seine Bilder.</translation>
    </message>
    <message>
        <source>In the confusion matrix</source>
        <translation>In der Konfusionsmatrix</translation>
    </message>
    <message>
        <source>the cell beside it</source>
        <translation>das Feld daneben</translation>
    </message>
    <message>
        <source>show the pictures of this cell</source>
        <translation>die Bilder dieses Feldes zeigen</translation>
    </message>
    <message>
        <source>%1 told as %1: %2</source>
        <comment>right</comment>
        <translation>%1 als %1 erkannt: %2</translation>
    </message>
    <message>
        <source>%1 taken for %2: %3</source>
        <translation>%1 für %2 gehalten: %3</translation>
    </message>
    <message>
        <source>Labels against answers of the sparse model</source>
        <translation>Labels gegen Antworten des Sparse-Modells</translation>
    </message>
    <message>
        <source>Labels against answers of the dense model</source>
        <translation>Labels gegen Antworten des Dense-Modells</translation>
    </message>
    <message>
        <source>rows: label; columns: answer</source>
        <translation>Zeilen: Label; Spalten: Antwort</translation>
    </message>
</context>
<context>
    <name>glowworm::ContextLine</name>
    <message>
        <source>after “%1”</source>
        <translation>nach „%1“</translation>
    </message>
</context>
<context>
    <name>glowworm::ContextView</name>
    <message>
        <source>Where it glows most</source>
        <translation>Wo es am hellsten leuchtet</translation>
    </message>
    <message>
        <source>The places of the corpus where the neuron&apos;s value after the activation is largest, the largest first; one far below zero, which acts as much, is none of them. The highlighted character is the one being read; the model sees what stands before it. A double click, or Enter, takes the piece up to there as the prompt and writes on.</source>
        <translation>Die Stellen des Korpus, an denen der Wert des Neurons nach der Aktivierung am größten ist, die größten zuerst; weit unter null, wo es ebenso stark wirkt, zählt nicht. Das hervorgehobene Zeichen ist das gerade gelesene; das Modell sieht, was davor steht. Ein Doppelklick oder Eingabe nimmt das Stück bis dort als Prompt und schreibt weiter.</translation>
    </message>
    <message>
        <source>The pictures of the test set on which the neuron&apos;s value after the activation is largest, the largest first, each with its label; one far below zero, which acts as much, is none of them. A double click, or Enter, puts one on the sheet.</source>
        <translation>Die Bilder der Testmenge, bei denen der Wert des Neurons nach der Aktivierung am größten ist, die größten zuerst, jedes mit seinem Label; weit unter null, wo es ebenso stark wirkt, zählt nicht. Ein Doppelklick oder Eingabe legt eines aufs Blatt.</translation>
    </message>
    <message>
        <source>In the places where a neuron glows most</source>
        <translation>In den Stellen, wo ein Neuron am hellsten leuchtet</translation>
    </message>
    <message>
        <source>the place before</source>
        <translation>die vorige Stelle</translation>
    </message>
    <message>
        <source>the next place</source>
        <translation>die nächste Stelle</translation>
    </message>
    <message>
        <source>write on from there</source>
        <translation>von dort weiterschreiben</translation>
    </message>
    <message>
        <source>put the picture on the sheet</source>
        <translation>das Bild aufs Blatt legen</translation>
    </message>
    <message>
        <source>%1 at character %2: %3[%4]%5</source>
        <translation>%1 bei Zeichen %2: %3[%4]%5</translation>
    </message>
    <message>
        <source>%1 on test picture %2, labelled %3</source>
        <translation>%1 bei Testbild %2, Label %3</translation>
    </message>
    <message numerus="yes">
        <source>%n places, the largest value first</source>
        <translation>
            <numerusform>%n Stelle, der größte Wert zuerst</numerusform>
            <numerusform>%n Stellen, der größte Wert zuerst</numerusform>
        </translation>
    </message>
    <message>
        <source>A double click or Enter writes on from there.</source>
        <translation>Ein Doppelklick oder Eingabe schreibt von dort weiter.</translation>
    </message>
    <message>
        <source>A double click or Enter puts it on the sheet.</source>
        <translation>Ein Doppelklick oder Eingabe legt es aufs Blatt.</translation>
    </message>
</context>
<context>
    <name>glowworm::CostBars</name>
    <message>
        <source>controller</source>
        <translation>Controller</translation>
    </message>
    <message>
        <source>neurons</source>
        <translation>Neuronen</translation>
    </message>
    <message>
        <source>attention</source>
        <translation>Attention</translation>
    </message>
    <message>
        <source>norms, embedding</source>
        <translation>Normen, Embedding</translation>
    </message>
    <message>
        <source>head</source>
        <translation>Kopf</translation>
    </message>
    <message>
        <source>not divided</source>
        <translation>nicht aufgeteilt</translation>
    </message>
    <message>
        <source>Where the time goes: bytes read (computed) and time (measured), as fractions of the dense total</source>
        <translation>Wohin die Zeit geht: gelesene Bytes (berechnet) und Zeit (gemessen) als Anteile der Dense-Summe</translation>
    </message>
    <message>
        <source>Upper bars: bytes that each part reads for a token, computed from the shapes. Lower bars: the time it took. Both as fractions of the dense total; at one token a call time follows bytes.</source>
        <translation>Obere Balken: Bytes, die jeder Teil für ein Token liest, berechnet aus den Formen. Untere Balken: die Zeit dafür. Beides als Anteil der Dense-Summe; bei einem Token je Aufruf folgt die Zeit den Bytes.</translation>
    </message>
    <message>
        <source>bytes (computed)</source>
        <translation>Bytes (berechnet)</translation>
    </message>
    <message>
        <source>time (measured)</source>
        <translation>Zeit (gemessen)</translation>
    </message>
    <message>
        <source>ceiling by bytes</source>
        <translation>Obergrenze nach Bytes</translation>
    </message>
    <message>
        <source>%1: bytes read %2</source>
        <translation>%1: gelesene Bytes %2</translation>
    </message>
    <message>
        <source>%1: time %2</source>
        <translation>%1: Zeit %2</translation>
    </message>
    <message>
        <source>of the dense total</source>
        <translation>der Summe von Dense</translation>
    </message>
</context>
<context>
    <name>glowworm::CostCard</name>
    <message>
        <source>What it will cost</source>
        <translation>Was es kosten wird</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>Parameter</translation>
    </message>
    <message>
        <source>dense twin</source>
        <translation>Dense-Zwilling</translation>
    </message>
    <message>
        <source>Together</source>
        <translation>Zusammen</translation>
    </message>
    <message>
        <source>Fired neurons a layer</source>
        <translation>Gefeuerte Neuronen je Schicht</translation>
    </message>
    <message>
        <source>Ceiling, FF layer alone</source>
        <translation>Obergrenze, nur FF-Schicht</translation>
    </message>
    <message>
        <source>Memory to train</source>
        <translation>Speicher zum Trainieren</translation>
    </message>
    <message>
        <source>Time to train</source>
        <translation>Zeit zum Trainieren</translation>
    </message>
    <message>
        <source>a field of the form cannot be used yet</source>
        <translation>ein Feld des Formulars kann noch nicht verwendet werden</translation>
    </message>
    <message>
        <source>Bytes per token</source>
        <translation>Bytes je Token</translation>
    </message>
    <message>
        <source>Bytes per picture</source>
        <translation>Bytes je Bild</translation>
    </message>
    <message>
        <source>Multiply-adds per token</source>
        <translation>Multiplikationen je Token</translation>
    </message>
    <message>
        <source>Multiply-adds per picture</source>
        <translation>Multiplikationen je Bild</translation>
    </message>
    <message>
        <source>Ceiling, whole token</source>
        <translation>Obergrenze, ganzes Token</translation>
    </message>
    <message>
        <source>Ceiling, whole picture</source>
        <translation>Obergrenze, ganzes Bild</translation>
    </message>
    <message>
        <source>sparse</source>
        <translation>Sparse</translation>
    </message>
    <message>
        <source>dense</source>
        <translation>Dense</translation>
    </message>
    <message>
        <source>%1 parameters; %2 and %3 multiply-adds</source>
        <translation>%1 Parameter; %2 und %3 Multiplikationen</translation>
    </message>
    <message>
        <source>a dense layer has no router</source>
        <translation>eine Dense-Schicht hat keinen Router</translation>
    </message>
    <message>
        <source>%1 weights and biases</source>
        <translation>%1 Gewichte und Biases</translation>
    </message>
    <message>
        <source>%1 bytes: every weight that is needed is read once, in 32 bits, at one token or picture a call</source>
        <translation>%1 Bytes: Jedes Gewicht, das gebraucht wird, wird einmal gelesen, mit 32 Bit, bei einem Token oder Bild je Aufruf</translation>
    </message>
    <message>
        <source>%1 multiply-adds</source>
        <translation>%1 Multiplikationen mit Addition</translation>
    </message>
    <message>
        <source>%L1 of %L2, 1/%L3</source>
        <translation>%L1 von %L2, 1/%L3</translation>
    </message>
    <message>
        <source>one neuron in each of G groups, N = F / G = %L1</source>
        <translation>ein Neuron in jeder von G Gruppen, N = F / G = %L1</translation>
    </message>
    <message>
        <source>all %L1</source>
        <translation>alle %L1</translation>
    </message>
    <message>
        <source>a dense layer computes every neuron</source>
        <translation>eine Dense-Schicht berechnet jedes Neuron</translation>
    </message>
    <message>
        <source>bytes of the dense twin over bytes of this model, equal read speed</source>
        <translation>Bytes des Dense-Zwillings durch Bytes dieses Modells, bei gleicher Lesegeschwindigkeit</translation>
    </message>
    <message>
        <source>The ceiling counts bytes read, not multiplications: attention stays dense and bounds the whole token.</source>
        <translation>Die Obergrenze zählt gelesene Bytes, nicht Multiplikationen: Die Attention bleibt dense und begrenzt das ganze Token.</translation>
    </message>
    <message>
        <source>The ceiling counts bytes read, not multiplications: the input map 784 to %L1 stays dense.</source>
        <translation>Die Obergrenze zählt gelesene Bytes, nicht Multiplikationen: Die Eingabeabbildung von 784 auf %L1 bleibt dense.</translation>
    </message>
    <message>
        <source>this model is the dense twin</source>
        <translation>dieses Modell ist der Dense-Zwilling</translation>
    </message>
    <message>
        <source>Choose another routing to see what firing one neuron a group would save.</source>
        <translation>Ein anderes Routing wählen, um zu sehen, was ein feuerndes Neuron je Gruppe sparen würde.</translation>
    </message>
    <message>
        <source>from the newest steps of this configuration, measured on this machine</source>
        <translation>aus den neuesten Schritten dieser Konfiguration, auf diesem Rechner gemessen</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>Messen</translation>
    </message>
    <message>
        <source>from %1 multiply-adds a second, as this machine has trained before; small networks reach less of that than large ones</source>
        <translation>aus %1 Multiplikationen mit Addition je Sekunde, wie dieser Rechner schon trainiert hat; kleine Netze erreichen davon weniger als große</translation>
    </message>
    <message>
        <source>not yet measured: it follows from how fast this machine trains</source>
        <translation>noch nicht gemessen: folgt daraus, wie schnell dieser Rechner trainiert</translation>
    </message>
    <message>
        <source>Measuring...</source>
        <translation>Misst...</translation>
    </message>
    <message>
        <source>Trains a small network for some seconds, to tell how long any other one takes on this machine</source>
        <translation>Trainiert einige Sekunden lang ein kleines Netz, um zu sagen, wie lange jedes andere auf diesem Rechner braucht</translation>
    </message>
    <message>
        <source>Read and computed</source>
        <translation>Gelesen und gerechnet</translation>
    </message>
    <message>
        <source>%1, %L2 tokens in the key/value cache</source>
        <translation>%1, %L2 Token im Key/Value-Cache</translation>
    </message>
    <message>
        <source>weights, gradients, moments, copies and the activations of the micro-batches computed side by side, both twins</source>
        <translation>Gewichte, Gradienten, Momente, Kopien und die Aktivierungen der Micro-Batches, die nebeneinander gerechnet werden, beide Zwillinge</translation>
    </message>
    <message>
        <source>weights, gradients, moments, copies and the activations of the micro-batches computed side by side</source>
        <translation>Gewichte, Gradienten, Momente, Kopien und die Aktivierungen der Micro-Batches, die nebeneinander gerechnet werden</translation>
    </message>
</context>
<context>
    <name>glowworm::CourseCard</name>
    <message>
        <source>Apply</source>
        <translation>Anwenden</translation>
    </message>
    <message>
        <source>Use what is typed from the next step on (Enter)</source>
        <translation>Das Getippte ab dem nächsten Schritt nutzen (Eingabe)</translation>
    </message>
    <message>
        <source>When the run ends, and more settings</source>
        <translation>Wann der Lauf endet, und weitere Einstellungen</translation>
    </message>
    <message>
        <source>Highest learning rate r of AdamW, whose step is w −= r s (m / (√v + ε) + d w), s being the schedule: warm-up, then a cosine.</source>
        <translation>Höchste Lernrate r von AdamW, dessen Schritt w −= r s (m / (√v + ε) + d w) ist, mit dem Ablauf s: Aufwärmphase, dann ein Kosinus.</translation>
    </message>
    <message>
        <source>AdamW&apos;s highest step size, 1e-6 to 1; warm-up and cosine stay as they are. Takes effect at the next step and leaves a flag in the plot</source>
        <translation>AdamWs höchste Schrittweite, 1e-6 bis 1; Aufwärmphase und Kosinus bleiben, wie sie sind. Gilt ab dem nächsten Schritt und hinterlässt eine Fahne im Diagramm</translation>
    </message>
    <message>
        <source>The run ends</source>
        <translation>Der Lauf endet</translation>
    </message>
    <message>
        <source>From the next step on</source>
        <translation>Ab dem nächsten Schritt</translation>
    </message>
    <message>
        <source>when the run ends</source>
        <translation>wann der Lauf endet</translation>
    </message>
    <message>
        <source>change of settings</source>
        <translation>Änderung von Einstellungen</translation>
    </message>
    <message>
        <source>change of when the run ends</source>
        <translation>Änderung, wann der Lauf endet</translation>
    </message>
    <message>
        <source>change of %1</source>
        <translation>Änderung: %1</translation>
    </message>
</context>
<context>
    <name>glowworm::CrossoverMap</name>
    <message>
        <source>tokens per call</source>
        <translation>Token je Aufruf</translation>
    </message>
    <message>
        <source>fraction that fires</source>
        <translation>feuernder Anteil</translation>
    </message>
    <message>
        <source>times faster than dense</source>
        <translation>schneller als Dense</translation>
    </message>
    <message>
        <source>Crossover map: times the sparse layer is faster, by density and tokens per call</source>
        <translation>Schwellenkarte: wie viel schneller die Sparse-Schicht ist, nach Dichte und Token je Aufruf</translation>
    </message>
    <message>
        <source>Each cell is t(dense) / t(sparse) at one fraction 1/N and one number of tokens a call. Above 1 sparse is faster; hatched where the interval holds 1. Enter shows the rows of a cell, with their rounds.</source>
        <translation>Jedes Feld ist t(dense) / t(sparse) bei einem Anteil 1/N und einer Zahl von Token je Aufruf. Über 1 ist Sparse schneller; schraffiert, wo das Intervall 1 enthält. Eingabe zeigt die Zeilen eines Feldes mit ihren Runden.</translation>
    </message>
    <message>
        <source>In the crossover map</source>
        <translation>In der Schwellenkarte</translation>
    </message>
    <message>
        <source>move the cell cursor</source>
        <translation>das markierte Feld bewegen</translation>
    </message>
    <message>
        <source>show the rows of this cell</source>
        <translation>die Zeilen dieses Feldes zeigen</translation>
    </message>
    <message>
        <source>┃ crosses 1×    ▨ interval includes 1: no difference shown    ? not believable    ┅ not measured</source>
        <translation>┃ überschreitet 1×    ▨ Intervall enthält 1: kein Unterschied gezeigt    ? nicht glaubhaft    ┅ nicht gemessen</translation>
    </message>
    <message>
        <source>┃ crosses 1×   ▨ includes 1   ? not believable   ┅ not measured</source>
        <translation>┃ überschreitet 1×   ▨ enthält 1   ? nicht glaubhaft   ┅ nicht gemessen</translation>
    </message>
    <message numerus="yes">
        <source>%Ln tokens</source>
        <translation>
            <numerusform>%Ln Token</numerusform>
            <numerusform>%Ln Token</numerusform>
        </translation>
    </message>
    <message>
        <source>1 token</source>
        <translation>1 Token</translation>
    </message>
</context>
<context>
    <name>glowworm::CurvePlot</name>
    <message>
        <source>loss (nats per character)</source>
        <translation>Verlust (Nats je Zeichen)</translation>
    </message>
    <message>
        <source>loss (nats)</source>
        <translation>Verlust (Nats)</translation>
    </message>
    <message>
        <source>step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>training time of each model (hours:minutes:seconds)</source>
        <translation>Trainingszeit jedes Modells (Stunden:Minuten:Sekunden)</translation>
    </message>
    <message>
        <source>training time of each model (minutes:seconds)</source>
        <translation>Trainingszeit jedes Modells (Minuten:Sekunden)</translation>
    </message>
    <message>
        <source>In a plot of curves</source>
        <translation>In einem Kurvendiagramm</translation>
    </message>
    <message>
        <source>move the read-out</source>
        <translation>die Ablesung verschieben</translation>
    </message>
    <message>
        <source>logarithmic axis on or off</source>
        <translation>logarithmische Achse an oder aus</translation>
    </message>
    <message>
        <source>loss (nats per picture)</source>
        <translation>Verlust (Nats je Bild)</translation>
    </message>
</context>
<context>
    <name>glowworm::DataCard</name>
    <message>
        <source>line end</source>
        <translation>Zeilenende</translation>
    </message>
    <message>
        <source>tab</source>
        <translation>Tabulator</translation>
    </message>
    <message>
        <source>space</source>
        <translation>Leerzeichen</translation>
    </message>
    <message>
        <source>(not printable)</source>
        <translation>(nicht druckbar)</translation>
    </message>
    <message>
        <source>Counts</source>
        <translation>Häufigkeiten</translation>
    </message>
    <message>
        <source>How often each character or label occurs in the open data. A model that knew only this would have the loss −Σ p ln p, in nats.</source>
        <translation>Wie oft jedes Zeichen oder jedes Label in den offenen Daten vorkommt. Ein Modell, das nur dies wüsste, hätte den Verlust −Σ p ln p, in Nats.</translation>
    </message>
    <message>
        <source>Opens data to train on. It is read, never changed.</source>
        <translation>Öffnet Daten zum Trainieren. Sie werden gelesen, nie geändert.</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>Daten</translation>
    </message>
    <message>
        <source>Any text file, UTF-8 or UTF-16. It is read, never changed.</source>
        <translation>Jede Textdatei, UTF-8 oder UTF-16. Sie wird gelesen, nie geändert.</translation>
    </message>
    <message>
        <source>Too short for %1 = %L2: both parts need %L3 characters. Open a longer text, or choose a smaller %1.</source>
        <translation>Zu kurz für %1 = %L2: Beide Teile brauchen %L3 Zeichen. Einen längeren Text öffnen oder %1 kleiner wählen.</translation>
    </message>
    <message>
        <source>No text yet. Drop a text file on the window, open one, or run %1, which gets Tiny Shakespeare.</source>
        <translation>Noch kein Text. Eine Textdatei auf das Fenster ziehen, eine öffnen oder %1 ausführen, das Tiny Shakespeare holt.</translation>
    </message>
    <message>
        <source>No digits yet: drawing works, training does not. Open an IDX pair, or run %1, which gets MNIST.</source>
        <translation>Noch keine Ziffern: Zeichnen geht, Trainieren nicht. Ein IDX-Paar öffnen oder %1 ausführen, das MNIST holt.</translation>
    </message>
    <message>
        <source>Characters</source>
        <translation>Zeichen</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>Validation</source>
        <translation>Validierung</translation>
    </message>
    <message>
        <source>%1, of which %2 are used</source>
        <translation>%1, davon %2 verwendet</translation>
    </message>
    <message>
        <source>Vocabulary</source>
        <translation>Alphabet</translation>
    </message>
    <message>
        <source>Dropped</source>
        <translation>Weggelassen</translation>
    </message>
    <message>
        <source>Character</source>
        <translation>Zeichen</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Code</translation>
    </message>
    <message>
        <source>Count</source>
        <translation>Anzahl</translation>
    </message>
    <message>
        <source>Fraction</source>
        <translation>Anteil</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>Test</translation>
    </message>
    <message>
        <source>Digit</source>
        <translation>Ziffer</translation>
    </message>
    <message>
        <source>The first pictures of each label</source>
        <translation>Die ersten Bilder jedes Labels</translation>
    </message>
    <message>
        <source>Every character that the text has: the model knows these alone</source>
        <translation>Jedes Zeichen, das der Text hat: Nur diese kennt das Modell</translation>
    </message>
    <message>
        <source>Each character or label</source>
        <translation>Jedes Zeichen oder Label</translation>
    </message>
    <message>
        <source>How often each character or label occurs in the open data.</source>
        <translation>Wie oft jedes Zeichen oder Label in den geöffneten Daten vorkommt.</translation>
    </message>
    <message>
        <source>Pictures and labels in MNIST&apos;s own format, not compressed.</source>
        <translation>Bilder und Label im Format von MNIST, nicht komprimiert.</translation>
    </message>
    <message numerus="yes">
        <source>%1 in %Ln lines</source>
        <translation>
            <numerusform>%1 in %Ln Zeile</numerusform>
            <numerusform>%1 in %Ln Zeilen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln characters</source>
        <translation>
            <numerusform>%Ln Zeichen</numerusform>
            <numerusform>%Ln Zeichen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln invalid bytes</source>
        <translation>
            <numerusform>%Ln ungültiges Byte</numerusform>
            <numerusform>%Ln ungültige Bytes</numerusform>
        </translation>
    </message>
    <message>
        <source>Each of its characters</source>
        <translation>Jedes seiner Zeichen</translation>
    </message>
    <message numerus="yes">
        <source>%Ln pictures</source>
        <translation>
            <numerusform>%Ln Bild</numerusform>
            <numerusform>%Ln Bilder</numerusform>
        </translation>
    </message>
    <message>
        <source>Each of its labels</source>
        <translation>Jedes ihrer Labels</translation>
    </message>
    <message numerus="yes">
        <source>%Ln carriage returns</source>
        <translation>
            <numerusform>%Ln Wagenrücklauf</numerusform>
            <numerusform>%Ln Wagenrückläufe</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>glowworm::Demo</name>
    <message>
        <source>models and data to be read</source>
        <translation>Modelle und Daten gelesen</translation>
    </message>
    <message>
        <source>open Set-up</source>
        <translation>Aufbau öffnen</translation>
    </message>
    <message>
        <source>evaluate more often</source>
        <translation>öfter auswerten</translation>
    </message>
    <message>
        <source>the new interval to be taken</source>
        <translation>neuer Abstand übernommen</translation>
    </message>
    <message>
        <source>picture of Set-up</source>
        <translation>Bild von Aufbau</translation>
    </message>
    <message>
        <source>open Training</source>
        <translation>Training öffnen</translation>
    </message>
    <message>
        <source>start the twins</source>
        <translation>Zwillinge starten</translation>
    </message>
    <message>
        <source>both twins to learn for a while</source>
        <translation>beide Zwillinge lernen eine Weile</translation>
    </message>
    <message>
        <source>picture of Training</source>
        <translation>Bild von Training</translation>
    </message>
    <message>
        <source>pause</source>
        <translation>anhalten</translation>
    </message>
    <message>
        <source>the training to pause</source>
        <translation>Training hält an</translation>
    </message>
    <message>
        <source>use the trained pair where no model ships</source>
        <translation>trainiertes Paar verwenden, wo kein Modell mitgeliefert ist</translation>
    </message>
    <message>
        <source>a text model</source>
        <translation>ein Textmodell</translation>
    </message>
    <message>
        <source>open Generation</source>
        <translation>Generierung öffnen</translation>
    </message>
    <message>
        <source>type a prompt and generate</source>
        <translation>Prompt tippen und generieren</translation>
    </message>
    <message>
        <source>text to stream</source>
        <translation>Text entsteht</translation>
    </message>
    <message>
        <source>stop the text</source>
        <translation>Text stoppen</translation>
    </message>
    <message>
        <source>the text to stop</source>
        <translation>Text hört auf</translation>
    </message>
    <message>
        <source>ask about a light</source>
        <translation>nach einem Licht fragen</translation>
    </message>
    <message>
        <source>an answer about the neuron</source>
        <translation>Antwort über das Neuron</translation>
    </message>
    <message>
        <source>picture of Generation</source>
        <translation>Bild von Generierung</translation>
    </message>
    <message>
        <source>open Digits</source>
        <translation>Ziffern öffnen</translation>
    </message>
    <message>
        <source>draw a seven</source>
        <translation>eine Sieben zeichnen</translation>
    </message>
    <message>
        <source>an answer</source>
        <translation>eine Antwort</translation>
    </message>
    <message>
        <source>the answer to the whole stroke</source>
        <translation>Antwort auf den ganzen Strich</translation>
    </message>
    <message>
        <source>picture of Digits</source>
        <translation>Bild von Ziffern</translation>
    </message>
    <message>
        <source>open Timing</source>
        <translation>Messung öffnen</translation>
    </message>
    <message>
        <source>fewer rounds</source>
        <translation>weniger Runden</translation>
    </message>
    <message>
        <source>time it</source>
        <translation>messen</translation>
    </message>
    <message>
        <source>the timing to end</source>
        <translation>Ende der Messung</translation>
    </message>
    <message>
        <source>the panel to settle</source>
        <translation>Bereich kommt zur Ruhe</translation>
    </message>
    <message>
        <source>picture of Timing</source>
        <translation>Bild von Messung</translation>
    </message>
    <message>
        <source>Waited %1 s in vain for %2.</source>
        <translation>%1 s vergeblich gewartet auf: %2.</translation>
    </message>
    <message>
        <source>%1 of panel %2 cannot be used.</source>
        <translation>%1 im Bereich %2 kann nicht verwendet werden.</translation>
    </message>
</context>
<context>
    <name>glowworm::DigitCanvas</name>
    <message>
        <source>Drawing</source>
        <translation>Zeichnung</translation>
    </message>
    <message>
        <source>brush</source>
        <translation>Pinsel</translation>
    </message>
    <message>
        <source>eraser</source>
        <translation>Radierer</translation>
    </message>
    <message>
        <source>clear</source>
        <translation>Blatt leeren</translation>
    </message>
    <message>
        <source>shift drawing</source>
        <translation>Zeichnung verschieben</translation>
    </message>
    <message>
        <source>open picture</source>
        <translation>Bild öffnen</translation>
    </message>
    <message>
        <source>test picture %1</source>
        <translation>Testbild %1</translation>
    </message>
    <message>
        <source>eraser stroke</source>
        <translation>Radierstrich</translation>
    </message>
    <message>
        <source>stroke</source>
        <translation>Strich</translation>
    </message>
    <message>
        <source>In the drawing</source>
        <translation>In der Zeichnung</translation>
    </message>
    <message>
        <source>shift the ink by one pixel of the models&apos; picture</source>
        <translation>die Tinte um ein Pixel des Bildes der Modelle verschieben</translation>
    </message>
    <message>
        <source>thinner brush</source>
        <translation>dünnerer Pinsel</translation>
    </message>
    <message>
        <source>thicker brush</source>
        <translation>dickerer Pinsel</translation>
    </message>
    <message>
        <source>eraser on or off</source>
        <translation>Radierer an oder aus</translation>
    </message>
    <message>
        <source>Draw a digit here</source>
        <translation>Hier eine Ziffer zeichnen</translation>
    </message>
    <message>
        <source>Draw here</source>
        <translation>Hier zeichnen</translation>
    </message>
    <message>
        <source>Draw a digit with mouse, finger or pen, or by keys: P takes up a pen that arrow keys move, Space puts it down and lifts it, Esc lays it away. Without it arrow keys shift the ink by one pixel of the models&apos; picture. N brings the next test picture, Shift+N the one before, D one that the models disagree on, Delete clears, Ctrl+Z undoes, Ctrl+Shift+Z does it again, E switches the eraser, [ and ] change the brush.</source>
        <translation>Eine Ziffer zeichnen, mit Maus, Finger oder Stift, oder mit Tasten: P nimmt einen Stift, den Pfeiltasten bewegen, die Leertaste setzt ihn auf und hebt ihn ab, Esc legt ihn weg. Ohne ihn verschieben Pfeiltasten die Tinte um ein Pixel des Bildes der Modelle. N holt das nächste Testbild, Umschalt+N das vorige, D eines, bei dem die Modelle uneins sind, Entf leert das Blatt, Strg+Z macht rückgängig, Strg+Umschalt+Z wiederholt, E schaltet den Radierer um, [ und ] ändern den Pinsel.</translation>
    </message>
    <message>
        <source>take up the pen, to draw by keys</source>
        <translation>den Stift nehmen, um mit Tasten zu zeichnen</translation>
    </message>
    <message>
        <source>Mouse, finger or pen, or P to draw by keys: the models answer while you draw.</source>
        <translation>Maus, Finger oder Stift, oder P für Tasten: Die Modelle antworten beim Zeichnen.</translation>
    </message>
    <message>
        <source>Draw here, or press P</source>
        <translation>Hier zeichnen, oder P</translation>
    </message>
</context>
<context>
    <name>glowworm::DigitTools</name>
    <message>
        <source>&amp;Undo</source>
        <translation>Rüc&amp;kgängig</translation>
    </message>
    <message>
        <source>Take back the last change (Ctrl+Z)</source>
        <translation>Die letzte Änderung zurücknehmen (Strg+Z)</translation>
    </message>
    <message>
        <source>Red&amp;o</source>
        <translation>&amp;Wiederholen</translation>
    </message>
    <message>
        <source>Do again what was taken back (Ctrl+Shift+Z)</source>
        <translation>Zurückgenommenes wiederholen (Strg+Umschalt+Z)</translation>
    </message>
    <message>
        <source>Er&amp;aser</source>
        <translation>&amp;Radierer</translation>
    </message>
    <message>
        <source>Draw with the eraser (E, or the right mouse button)</source>
        <translation>Mit dem Radierer zeichnen (E oder rechte Maustaste)</translation>
    </message>
    <message>
        <source>C&amp;lear all</source>
        <translation>Alles &amp;leeren</translation>
    </message>
    <message>
        <source>Empty the sheet (Delete)</source>
        <translation>Das Blatt leeren (Entf)</translation>
    </message>
    <message>
        <source>The test picture before, as it is (Shift+N in the drawing)</source>
        <translation>Das vorige Testbild, wie es ist (Umschalt+N in der Zeichnung)</translation>
    </message>
    <message>
        <source>Previous digit</source>
        <translation>Vorige Ziffer</translation>
    </message>
    <message>
        <source>&amp;Next digit</source>
        <translation>&amp;Nächste Ziffer</translation>
    </message>
    <message>
        <source>The next picture of the test set, as it is (N in the drawing)</source>
        <translation>Das nächste Bild der Testmenge, wie es ist (N in der Zeichnung)</translation>
    </message>
    <message>
        <source>Show a &amp;disagreement</source>
        <translation>&amp;Streitfall zeigen</translation>
    </message>
    <message>
        <source>The next test picture on which the two models disagree (D in the drawing)</source>
        <translation>Das nächste Testbild, bei dem die beiden Modelle uneins sind (D in der Zeichnung)</translation>
    </message>
    <message>
        <source>Open...</source>
        <translation>Öffnen...</translation>
    </message>
    <message>
        <source>Put a picture of a digit on the sheet: a photo, a scan, a saved drawing (PNG)</source>
        <translation>Das Bild einer Ziffer aufs Blatt legen: ein Foto, einen Scan, eine gespeicherte Zeichnung (PNG)</translation>
    </message>
    <message>
        <source>&amp;Save...</source>
        <translation>S&amp;peichern...</translation>
    </message>
    <message>
        <source>Save the drawing as a PNG, which glowworm-cli classify reads too</source>
        <translation>Die Zeichnung als PNG speichern, das auch glowworm-cli classify liest</translation>
    </message>
    <message>
        <source>&amp;More...</source>
        <translation>&amp;Mehr...</translation>
    </message>
    <message>
        <source>Open or save a drawing, and how it is made ready for the models</source>
        <translation>Eine Zeichnung öffnen oder speichern, und wie sie für die Modelle aufbereitet wird</translation>
    </message>
    <message>
        <source>Brush</source>
        <translation>Pinsel</translation>
    </message>
    <message>
        <source>Width of the brush in pixels of the models&apos; picture</source>
        <translation>Breite des Pinsels in Pixeln des Bildes der Modelle</translation>
    </message>
    <message>
        <source>&amp;Brush</source>
        <translation>Pins&amp;el</translation>
    </message>
    <message>
        <source>Cen&amp;tre</source>
        <translation>&amp;Zentrieren</translation>
    </message>
    <message>
        <source>Moves the ink so that its centre of mass lies in the middle, as MNIST did. Off: the box around the ink is centred; with the fit off as well, the ink stays where it was drawn.</source>
        <translation>Verschiebt die Tinte so, dass ihr Schwerpunkt in der Mitte liegt, wie bei MNIST. Aus: Der Kasten um die Tinte wird zentriert; ist auch das Einpassen aus, bleibt die Tinte, wo sie gezeichnet wurde.</translation>
    </message>
    <message>
        <source>F&amp;it 20 px</source>
        <translation>20 px e&amp;inpassen</translation>
    </message>
    <message>
        <source>Scales the ink to a box of 20 x 20 pixels, as MNIST did. Off: it keeps the size it was drawn in.</source>
        <translation>Skaliert die Tinte auf einen Kasten von 20 x 20 Pixeln, wie bei MNIST. Aus: Sie behält die gezeichnete Größe.</translation>
    </message>
    <message>
        <source>S&amp;mooth</source>
        <translation>&amp;Glätten</translation>
    </message>
    <message>
        <source>Each pixel is the mean of what it covers. Off: the nearest point of the drawing.</source>
        <translation>Jedes Pixel ist der Mittelwert dessen, was es bedeckt. Aus: der nächste Punkt der Zeichnung.</translation>
    </message>
    <message>
        <source>Open the pair of models that ships for %1, and its pictures</source>
        <translation>Das mitgelieferte Modellpaar für %1 öffnen, samt Bildern</translation>
    </message>
    <message>
        <source>%1 px</source>
        <translation>%1 px</translation>
    </message>
    <message>
        <source>centre again</source>
        <translation>wieder zentrieren</translation>
    </message>
    <message>
        <source>keep the shift</source>
        <translation>Verschiebung behalten</translation>
    </message>
    <message>
        <source>centre</source>
        <translation>Zentrieren</translation>
    </message>
    <message>
        <source>fit 20 px</source>
        <translation>20 px einpassen</translation>
    </message>
    <message>
        <source>smooth</source>
        <translation>Glätten</translation>
    </message>
    <message>
        <source>Centre a&amp;gain</source>
        <translation>Wieder zen&amp;trieren</translation>
    </message>
    <message>
        <source>&amp;Keep the shift</source>
        <translation>&amp;Verschiebung behalten</translation>
    </message>
    <message>
        <source>Switches Centre and Fit 20 px on: the models see the drawing as MNIST&apos;s digits lie</source>
        <translation>Schaltet „Zentrieren“ und „20 px einpassen“ ein: Die Modelle sehen die Zeichnung so, wie MNISTs Ziffern liegen</translation>
    </message>
    <message>
        <source>Switches Centre and Fit 20 px off: the models see the drawing where it lies</source>
        <translation>Schaltet „Zentrieren“ und „20 px einpassen“ aus: Die Modelle sehen die Zeichnung dort, wo sie liegt</translation>
    </message>
    <message>
        <source>Centred again: no shift.</source>
        <translation>Wieder zentriert: keine Verschiebung.</translation>
    </message>
    <message>
        <source>Not centred, nor scaled.</source>
        <translation>Weder zentriert noch skaliert.</translation>
    </message>
    <message>
        <source>Pen: arrows move, Space draws, Esc ends.</source>
        <translation>Stift: Pfeile bewegen, Leertaste zeichnet, Esc endet.</translation>
    </message>
    <message>
        <source>Eraser down: arrows rub out, Space lifts.</source>
        <translation>Radierer unten: Pfeile radieren, Leertaste hebt ab.</translation>
    </message>
    <message>
        <source>Pen down: arrows draw, Space lifts.</source>
        <translation>Stift unten: Pfeile zeichnen, Leertaste hebt ab.</translation>
    </message>
    <message>
        <source>Arrows shift the drawing, P takes up a pen.</source>
        <translation>Pfeile verschieben die Zeichnung, P nimmt einen Stift.</translation>
    </message>
</context>
<context>
    <name>glowworm::Digits</name>
    <message>
        <source>No digit model is open. Open a checkpoint (File &gt; Open model), or train one (Ctrl+2).</source>
        <translation>Kein Ziffernmodell ist offen. Einen Checkpoint öffnen (Datei &gt; Modell öffnen) oder eines trainieren (Strg+2).</translation>
    </message>
    <message>
        <source>Two digit models are needed to disagree: open the missing one (File &gt; Open model).</source>
        <translation>Zum Widersprechen braucht es zwei Ziffernmodelle: das fehlende öffnen (Datei &gt; Modell öffnen).</translation>
    </message>
    <message>
        <source>No test digits are open. Open an IDX pair in Set-up (Ctrl+1), or run %1, which gets MNIST.</source>
        <translation>Keine Testziffern sind offen. Im Aufbau ein IDX-Paar öffnen (Strg+1) oder %1 ausführen, das MNIST holt.</translation>
    </message>
</context>
<context>
    <name>glowworm::DigitsPanel</name>
    <message>
        <source>In Digits</source>
        <translation>Im Bereich Ziffern</translation>
    </message>
    <message>
        <source>take back the last change</source>
        <translation>die letzte Änderung zurücknehmen</translation>
    </message>
    <message>
        <source>do it again</source>
        <translation>wiederholen</translation>
    </message>
    <message>
        <source>empty the sheet</source>
        <translation>das Blatt leeren</translation>
    </message>
    <message>
        <source>In the drawing</source>
        <translation>In der Zeichnung</translation>
    </message>
    <message>
        <source>the test picture before</source>
        <translation>das vorige Testbild</translation>
    </message>
    <message>
        <source>the next test picture</source>
        <translation>das nächste Testbild</translation>
    </message>
    <message>
        <source>the next test picture on which the two models disagree</source>
        <translation>das nächste Testbild, bei dem die beiden Modelle uneins sind</translation>
    </message>
    <message>
        <source>how the neurons are used</source>
        <translation>wie die Neuronen genutzt werden</translation>
    </message>
    <message>
        <source>Drawing</source>
        <translation>Zeichnung</translation>
    </message>
    <message>
        <source>test picture %1</source>
        <translation>Testbild %1</translation>
    </message>
    <message>
        <source>the drawing</source>
        <translation>die Zeichnung</translation>
    </message>
    <message>
        <source>No test digits are open: run %1, which gets %2, or open an IDX pair in Set-up (Ctrl+1).</source>
        <translation>Keine Testziffern geöffnet: %1 ausführen, das holt %2, oder im Aufbau (Strg+1) ein IDX-Paar öffnen.</translation>
    </message>
    <message>
        <source>The open models were trained on %1, the open pictures are another set&apos;s: choose %1 under the sheet, or run %2, which gets its pictures.</source>
        <translation>Die geöffneten Modelle wurden mit %1 trainiert, die geöffneten Bilder sind aus einer anderen Menge: unter dem Blatt %1 wählen oder %2 ausführen, das die Bilder holt.</translation>
    </message>
    <message>
        <source>The two models agree on all %1 test digits.</source>
        <translation>Die beiden Modelle sind sich bei allen %1 Testziffern einig.</translation>
    </message>
    <message>
        <source>Looking at the test pictures...</source>
        <translation>Die Testbilder werden angesehen...</translation>
    </message>
    <message>
        <source>To disagree it takes both a sparse and a dense digit model.</source>
        <translation>Für einen Streitfall braucht es ein Sparse- und ein Dense-Ziffernmodell.</translation>
    </message>
    <message>
        <source>test picture %1 of %2</source>
        <translation>Testbild %1 von %2</translation>
    </message>
    <message>
        <source>a picture of another test set</source>
        <translation>ein Bild aus einer anderen Testmenge</translation>
    </message>
    <message>
        <source>%1, shifted</source>
        <translation>%1, verschoben</translation>
    </message>
    <message>
        <source>both see: 28 x 28, as it is</source>
        <translation>beide sehen: 28 x 28, unverändert</translation>
    </message>
    <message>
        <source>both see: 28 x 28, shifted</source>
        <translation>beide sehen: 28 x 28, verschoben</translation>
    </message>
    <message>
        <source>28 x 28</source>
        <translation>28 x 28</translation>
    </message>
    <message>
        <source>centred</source>
        <translation>zentriert</translation>
    </message>
    <message>
        <source>20 px box</source>
        <translation>in 20 px</translation>
    </message>
    <message>
        <source>both see: %1</source>
        <translation>beide sehen: %1</translation>
    </message>
    <message>
        <source>There is no ink in %1; the drawing stays as it was.</source>
        <translation>In %1 ist keine Tinte; die Zeichnung bleibt, wie sie war.</translation>
    </message>
    <message>
        <source>Stage</source>
        <translation>Bühne</translation>
    </message>
    <message>
        <source>A drawing, and what both models make of it</source>
        <translation>Eine Zeichnung, und was beide Modelle daraus machen</translation>
    </message>
    <message>
        <source>draw here: mouse, pen, touch, or keys after P</source>
        <translation>hier zeichnen: Maus, Stift, Finger oder, nach P, Tasten</translation>
    </message>
    <message>
        <source>your drawing</source>
        <translation>eigene Zeichnung</translation>
    </message>
    <message>
        <source>recorded drawing</source>
        <translation>aufgezeichnet</translation>
    </message>
    <message>
        <source>opened picture</source>
        <translation>geöffnetes Bild</translation>
    </message>
    <message>
        <source>test picture</source>
        <translation>Testbild</translation>
    </message>
    <message>
        <source>%1, changed by you</source>
        <translation>%1, selbst verändert</translation>
    </message>
    <message>
        <source>%1, no label</source>
        <translation>%1, ohne Label</translation>
    </message>
    <message>
        <source>the right button erases</source>
        <translation>rechte Taste radiert</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
</context>
<context>
    <name>glowworm::DuelStage</name>
    <message>
        <source>Answer of the sparse model</source>
        <translation>Antwort des Sparse-Modells</translation>
    </message>
    <message>
        <source>Answer of the dense model</source>
        <translation>Antwort des Dense-Modells</translation>
    </message>
    <message>
        <source>what it takes the picture for</source>
        <translation>wofür es das Bild hält</translation>
    </message>
    <message>
        <source>says its dense twin</source>
        <translation>sagt sein Dense-Zwilling</translation>
    </message>
    <message>
        <source>%1 of %2 chosen</source>
        <translation>%1 von %2 gewählt</translation>
    </message>
    <message>
        <source>%1 of %2 above zero</source>
        <translation>%1 von %2 über null</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>neurons of its feed-forward layer, on this picture; time: one picture through this model, median of 5 calls</source>
        <translation>Neuronen seiner FF-Schicht, bei diesem Bild; Zeit: ein Bild durch dieses Modell, Median aus 5 Aufrufen</translation>
    </message>
    <message>
        <source>dense twin: %1</source>
        <translation>Dense-Zwilling: %1</translation>
    </message>
    <message>
        <source>dense: %1</source>
        <translation>Dense: %1</translation>
    </message>
    <message>
        <source>dense twin&apos;s %1 neurons</source>
        <translation>%1 Neuronen des Dense-Zwillings</translation>
    </message>
    <message>
        <source>Odd: %1, above 1. The answer means little</source>
        <translation>Fremd: %1, über 1. Die Antwort besagt wenig</translation>
    </message>
    <message>
        <source>An ordinary digit: %1, odd above 1</source>
        <translation>Eine übliche Ziffer: %1, fremd ab 1</translation>
    </message>
    <message>
        <source>Oddness: how far the drawing&apos;s ink statistics lie from those of the nearest digit of MNIST: 0 in the middle, 1 as far out as only 1 in 100 of its own digits lies. A model answers anything with one of ten classes; far outside, its answer means little.</source>
        <translation>Fremdheit: wie weit die Tintenstatistik der Zeichnung von der der nächstliegenden MNIST-Ziffer entfernt ist: 0 in der Mitte, 1 so weit außen wie nur jede hundertste ihrer eigenen Ziffern. Ein Modell beantwortet alles mit einer von zehn Klassen; weit außerhalb besagt die Antwort wenig.</translation>
    </message>
    <message>
        <source>they agree</source>
        <translation>sie sind sich einig</translation>
    </message>
    <message>
        <source>they disagree: %1 or %2?</source>
        <translation>sie sind uneins: %1 oder %2?</translation>
    </message>
    <message>
        <source>right ✓</source>
        <translation>richtig ✓</translation>
    </message>
    <message>
        <source>wrong ✗</source>
        <translation>falsch ✗</translation>
    </message>
    <message>
        <source>sparse %1</source>
        <translation>Sparse %1</translation>
    </message>
    <message>
        <source>dense %1</source>
        <translation>Dense %1</translation>
    </message>
    <message>
        <source>it is %1</source>
        <translation>es ist %1</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>says the sparse model</source>
        <translation>sagt das Sparse-Modell</translation>
    </message>
    <message>
        <source>says the dense model</source>
        <translation>sagt das Dense-Modell</translation>
    </message>
    <message>
        <source>The sparse model waits for a drawing.</source>
        <translation>Das Sparse-Modell wartet auf eine Zeichnung.</translation>
    </message>
    <message>
        <source>Its dense twin waits too.</source>
        <translation>Sein Dense-Zwilling wartet auch.</translation>
    </message>
    <message>
        <source>The dense model waits too.</source>
        <translation>Das Dense-Modell wartet auch.</translation>
    </message>
    <message>
        <source>dense model&apos;s %1 neurons</source>
        <translation>%1 Neuronen des Dense-Modells</translation>
    </message>
    <message>
        <source>%1; %2</source>
        <translation>%1; %2</translation>
    </message>
</context>
<context>
    <name>glowworm::EffectRows</name>
    <message>
        <source>reversed now: its value is negative</source>
        <translation>jetzt umgekehrt: sein Wert ist negativ</translation>
    </message>
    <message>
        <source>makes likelier</source>
        <translation>wahrscheinlicher</translation>
    </message>
    <message>
        <source>less likely</source>
        <translation>weniger</translation>
    </message>
    <message>
        <source>makes likelier: %1</source>
        <translation>macht wahrscheinlicher: %1</translation>
    </message>
    <message>
        <source>makes less likely: %1</source>
        <translation>macht weniger wahrscheinlich: %1</translation>
    </message>
    <message>
        <source>makes likelier: %1; reversed now: its value is negative</source>
        <translation>macht wahrscheinlicher: %1; jetzt umgekehrt: sein Wert ist negativ</translation>
    </message>
    <message>
        <source>makes less likely: %1; reversed now: its value is negative</source>
        <translation>macht weniger wahrscheinlich: %1; jetzt umgekehrt: sein Wert ist negativ</translation>
    </message>
</context>
<context>
    <name>glowworm::ExperimentButton</name>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>No experiment has been run here yet</source>
        <translation>Hier lief noch kein Experiment</translation>
    </message>
    <message>
        <source>Another file...</source>
        <translation>Andere Datei...</translation>
    </message>
    <message>
        <source>Open experiment</source>
        <translation>Experiment öffnen</translation>
    </message>
    <message>
        <source>The result of an experiment (glowworm-cli experiment): its rows as overlaid curves, with their gaps to the reference</source>
        <translation>Das Ergebnis eines Experiments (glowworm-cli experiment): seine Zeilen als übereinanderliegende Kurven, mit ihren Abständen zur Referenz</translation>
    </message>
</context>
<context>
    <name>glowworm::ExperimentPlot</name>
    <message>
        <source>Experiment curves</source>
        <translation>Kurven des Experiments</translation>
    </message>
    <message>
        <source>Validation loss: the mean over seeds, and a band from the least to the greatest. Wheel and drag zoom, a double click shows all again; arrow keys move the read-out, L switches the logarithmic axis.</source>
        <translation>Validierungsverlust: das Mittel über die Seeds, und ein Band vom kleinsten zum größten. Mausrad und Ziehen zoomen, ein Doppelklick zeigt wieder alles; Pfeiltasten verschieben die Ablesung, L schaltet die logarithmische Achse um.</translation>
    </message>
    <message>
        <source>%1 (reference)</source>
        <translation>%1 (Referenz)</translation>
    </message>
    <message>
        <source>None of the chosen rows was timed: choose others below, or the axis of steps.</source>
        <translation>Von keiner gewählten Zeile wurde die Zeit gemessen: unten andere wählen, oder die Achse der Schritte.</translation>
    </message>
    <message>
        <source>Tick rows in the table below: their curves appear here.</source>
        <translation>Unten in der Tabelle Zeilen anhaken: Ihre Kurven erscheinen hier.</translation>
    </message>
    <message>
        <source>at step %1, newest evaluations</source>
        <translation>bei Schritt %1, neueste Auswertungen</translation>
    </message>
    <message>
        <source>after %1, newest evaluations</source>
        <translation>nach %1, neueste Auswertungen</translation>
    </message>
</context>
<context>
    <name>glowworm::ExperimentTable</name>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>finished, of those declared</source>
        <translation>fertig, von den vorgesehenen</translation>
    </message>
    <message>
        <source>no seed is finished yet</source>
        <translation>noch kein Seed ist fertig</translation>
    </message>
    <message>
        <source>%1 at step %2</source>
        <translation>%1 bei Schritt %2</translation>
    </message>
    <message>
        <source>recorded: mean over seeds of the lowest validation loss: %1</source>
        <translation>aufgezeichnet: Mittel über die Seeds des kleinsten Validierungsverlusts: %1</translation>
    </message>
    <message>
        <source>the steps of this row were not timed</source>
        <translation>die Zeit der Schritte dieser Zeile wurde nicht gemessen</translation>
    </message>
    <message>
        <source>recorded: median time of a step; the reference was not timed beside it</source>
        <translation>aufgezeichnet: Median der Zeit eines Schritts; die Referenz wurde nicht daneben gemessen</translation>
    </message>
    <message>
        <source>recorded: median time of a step, %1, over the reference&apos;s, %2; 95 % interval %3 to %4 over %5 rounds in turns</source>
        <translation>aufgezeichnet: Median der Zeit eines Schritts, %1, geteilt durch den der Referenz, %2; 95-%-Intervall %3 bis %4 über %5 Runden im Wechsel</translation>
    </message>
    <message>
        <source>Rows of the experiment</source>
        <translation>Zeilen des Experiments</translation>
    </message>
    <message>
        <source>A row a configuration: the mean over seeds of the judged evaluation, and the gap to the reference row with its interval.</source>
        <translation>Eine Zeile je Konfiguration: das Mittel der beurteilten Auswertung über die Seeds, und der Abstand zur Referenzzeile mit seinem Intervall.</translation>
    </message>
    <message>
        <source>Row</source>
        <translation>Zeile</translation>
    </message>
    <message>
        <source>Seeds</source>
        <translation>Seeds</translation>
    </message>
    <message>
        <source>Gap at
equal steps</source>
        <translation>Abstand nach
Schritten</translation>
    </message>
    <message>
        <source>Gap at
equal time</source>
        <translation>Abstand nach
Zeit</translation>
    </message>
    <message>
        <source>Time of
a step</source>
        <translation>Zeit je
Schritt</translation>
    </message>
    <message>
        <source>Routing
entropy</source>
        <translation>Routing-
Entropie</translation>
    </message>
    <message>
        <source>Tick a row to show its curve</source>
        <translation>Eine Zeile anhaken, um ihre Kurve zu zeigen</translation>
    </message>
    <message>
        <source>Seeds that are finished, of those declared</source>
        <translation>Fertige Seeds, von den vorgesehenen</translation>
    </message>
    <message>
        <source>Nats: this row&apos;s lowest validation loss minus the reference&apos;s, at the last step that both were trained to; mean over seeds</source>
        <translation>Nats: der kleinste Validierungsverlust dieser Zeile minus den der Referenz, beim letzten Schritt, bis zu dem beide trainiert wurden; Mittel über die Seeds</translation>
    </message>
    <message>
        <source>Nats: the same at the last second of training that both had; a row&apos;s time is its steps times its median time of a step</source>
        <translation>Nats: dasselbe bei der letzten Sekunde Training, die beide hatten; die Zeit einer Zeile sind ihre Schritte mal der Median der Zeit eines Schritts</translation>
    </message>
    <message>
        <source>Median time of a training step over the reference&apos;s, timed in turns on one machine</source>
        <translation>Median der Zeit eines Trainingsschritts geteilt durch den der Referenz, im Wechsel auf einem Rechner gemessen</translation>
    </message>
    <message>
        <source>Sparse only: how evenly the choices of each group spread over its neurons, 1 = all alike; mean over seeds</source>
        <translation>Nur Sparse: wie gleichmäßig sich die Wahlen jeder Gruppe auf ihre Neuronen verteilen, 1 = alle gleich; Mittel über die Seeds</translation>
    </message>
    <message>
        <source>Test accuracy
at the end</source>
        <translation>Trefferquote
am Ende</translation>
    </message>
    <message>
        <source>Lowest
validation loss</source>
        <translation>Kleinster
Validierungsverlust</translation>
    </message>
    <message>
        <source>What a row is judged by, in nats per character; mean over finished seeds</source>
        <translation>Wonach eine Zeile beurteilt wird, in Nats je Zeichen; Mittel über die fertigen Seeds</translation>
    </message>
    <message>
        <source>%1 (reference)</source>
        <translation>%1 (Referenz)</translation>
    </message>
    <message>
        <source>row %1, family %2, %3 parameters</source>
        <translation>Zeile %1, Familie %2, %3 Parameter</translation>
    </message>
    <message>
        <source>a dense layer has no router</source>
        <translation>eine Dense-Schicht hat keinen Router</translation>
    </message>
    <message>
        <source>recorded: mean over seeds, of the evaluation the row is judged by</source>
        <translation>aufgezeichnet: Mittel über die Seeds, aus der Auswertung, nach der die Zeile beurteilt wird</translation>
    </message>
    <message>
        <source>the others are compared with this row</source>
        <translation>die anderen werden mit dieser Zeile verglichen</translation>
    </message>
    <message>
        <source>the reference has no finished seed yet</source>
        <translation>von der Referenz ist noch kein Seed fertig</translation>
    </message>
    <message>
        <source>not all seeds of this row are finished</source>
        <translation>nicht alle Seeds dieser Zeile sind fertig</translation>
    </message>
    <message>
        <source>not all seeds of the reference are finished</source>
        <translation>nicht alle Seeds der Referenz sind fertig</translation>
    </message>
    <message>
        <source>recorded: at step %1</source>
        <translation>aufgezeichnet: bei Schritt %1</translation>
    </message>
    <message>
        <source>recorded: after %1 of training</source>
        <translation>aufgezeichnet: nach %1 Training</translation>
    </message>
    <message>
        <source>the steps were not timed</source>
        <translation>die Zeit der Schritte wurde nicht gemessen</translation>
    </message>
    <message>
        <source>recorded: mean over seeds of the accuracy on the test pictures in the last evaluation: %1</source>
        <translation>aufgezeichnet: Mittel über die Seeds der Trefferquote bei den Testbildern in der letzten Auswertung: %1</translation>
    </message>
    <message>
        <source>Never
chosen</source>
        <translation>Nie
gewählt</translation>
    </message>
    <message>
        <source>Sparse only: fraction of the FF neurons never chosen in the evaluation the row is judged by; mean over seeds</source>
        <translation>Nur Sparse: Anteil der FF-Neuronen, die in der Auswertung, nach der die Zeile beurteilt wird, nie gewählt wurden; Mittel über die Seeds</translation>
    </message>
    <message>
        <source>What a row is judged by: its last evaluation, for the test pictures must not choose the step; mean over finished seeds</source>
        <translation>Wonach eine Zeile beurteilt wird: ihre letzte Auswertung, denn die Testbilder dürfen den Schritt nicht auswählen; Mittel über die fertigen Seeds</translation>
    </message>
</context>
<context>
    <name>glowworm::ExperimentView</name>
    <message>
        <source>show the first fall</source>
        <translation>Anfang zeigen</translation>
    </message>
    <message>
        <source>logarithmic</source>
        <translation>logarithmisch</translation>
    </message>
    <message>
        <source>curves shown</source>
        <translation>gezeigte Kurven</translation>
    </message>
    <message>
        <source>axis</source>
        <translation>Achse</translation>
    </message>
    <message>
        <source>first fall</source>
        <translation>Anfang</translation>
    </message>
    <message>
        <source>logarithmic axis</source>
        <translation>logarithmische Achse</translation>
    </message>
    <message>
        <source>zoom</source>
        <translation>Zoom</translation>
    </message>
    <message>
        <source>over steps</source>
        <translation>über Schritte</translation>
    </message>
    <message>
        <source>over training time</source>
        <translation>über Trainingszeit</translation>
    </message>
    <message>
        <source>Horizontal axis</source>
        <translation>Waagerechte Achse</translation>
    </message>
    <message>
        <source>Steps compare what is learned from the same data, training time what is learned in the same time on the machine that ran it.</source>
        <translation>Schritte vergleichen, was aus denselben Daten gelernt wird, Trainingszeit, was in derselben Zeit gelernt wird, auf dem Rechner, der trainiert hat.</translation>
    </message>
    <message>
        <source>The first quarter holds most of the fall of the loss: with it in view, differences at the end are hard to see</source>
        <translation>Im ersten Viertel fällt der Verlust am meisten: Ist es im Bild, sind Unterschiede am Ende schwer zu sehen</translation>
    </message>
    <message>
        <source>Logarithmic loss axis (L in the plot)</source>
        <translation>Logarithmische Verlustachse (L im Diagramm)</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Export</translation>
    </message>
    <message>
        <source>Evaluations as CSV, the table as Markdown, or the plot as PNG, SVG or PDF (Ctrl+E)</source>
        <translation>Auswertungen als CSV, die Tabelle als Markdown oder das Diagramm als PNG, SVG oder PDF (Strg+E)</translation>
    </message>
    <message>
        <source>Back to the live run</source>
        <translation>Zum aktuellen Lauf</translation>
    </message>
    <message>
        <source>The live run goes on meanwhile; the experiment stays open in the list of experiments</source>
        <translation>Der aktuelle Lauf geht inzwischen weiter; das Experiment bleibt in der Liste der Experimente geöffnet</translation>
    </message>
    <message>
        <source>%1, 1 thread</source>
        <translation>%1, 1 Thread</translation>
    </message>
    <message>
        <source>%1; not all rows are finished and timed</source>
        <translation>%1; nicht alle Zeilen sind fertig und gemessen</translation>
    </message>
    <message>
        <source>recorded on %1</source>
        <translation>aufgezeichnet auf %1</translation>
    </message>
    <message>
        <source>%1
build %2</source>
        <translation>%1
Build %2</translation>
    </message>
    <message>
        <source>Training time: the steps of a row times its median time of a step</source>
        <translation>Trainingszeit: die Schritte einer Zeile mal den Median ihrer Zeit je Schritt</translation>
    </message>
    <message>
        <source>The steps of this experiment were not timed: there is no axis of time</source>
        <translation>Die Zeit der Schritte dieses Experiments wurde nicht gemessen: Es gibt keine Zeitachse</translation>
    </message>
    <message numerus="yes">
        <source>%1, %Ln threads</source>
        <translation>
            <numerusform>%1, %Ln Thread</numerusform>
            <numerusform>%1, %Ln Threads</numerusform>
        </translation>
    </message>
    <message>
        <source>experiment %1</source>
        <translation>Experiment %1</translation>
    </message>
    <message>
        <source>not all rows are finished and timed</source>
        <translation>nicht alle Zeilen sind fertig und gemessen</translation>
    </message>
    <message>
        <source>seeds: %1</source>
        <translation>Seeds: %1</translation>
    </message>
</context>
<context>
    <name>glowworm::ExportDialog</name>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>What is exported</source>
        <translation>Was exportiert wird</translation>
    </message>
    <message>
        <source>As it will be</source>
        <translation>Wie es wird</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>To paste it elsewhere (Ctrl+C)</source>
        <translation>Zum Einfügen anderswo (Strg+C)</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>&amp;Save as…</source>
        <translation>&amp;Speichern unter…</translation>
    </message>
    <message>
        <source>As .%1</source>
        <translation>Als .%1</translation>
    </message>
    <message>
        <source>&amp;Copied</source>
        <translation>&amp;Kopiert</translation>
    </message>
    <message>
        <source>Export %1</source>
        <translation>%1 exportieren</translation>
    </message>
    <message>
        <source>Picture of %1</source>
        <translation>Bild: %1</translation>
    </message>
</context>
<context>
    <name>glowworm::FoldLine</name>
    <message>
        <source>%1
A click or Enter shows all settings.</source>
        <translation>%1
Ein Klick oder Eingabe zeigt alle Einstellungen.</translation>
    </message>
    <message>
        <source>Less</source>
        <translation>Weniger</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
    <message>
        <source>%1
A click or Enter hides them again.</source>
        <translation>%1
Ein Klick oder Eingabe klappt sie wieder zu.</translation>
    </message>
</context>
<context>
    <name>glowworm::Gallery</name>
    <message>
        <source>What stands below each picture; a wrong answer is bold</source>
        <translation>Was unter jedem Bild steht; eine falsche Antwort ist fett</translation>
    </message>
    <message>
        <source>Let the models look at the pictures that are left</source>
        <translation>Die Modelle die restlichen Bilder ansehen lassen</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>The pictures before</source>
        <translation>Die vorigen Bilder</translation>
    </message>
    <message>
        <source>The next pictures</source>
        <translation>Die nächsten Bilder</translation>
    </message>
    <message>
        <source>all</source>
        <translation>alle</translation>
    </message>
    <message>
        <source>both</source>
        <translation>beide</translation>
    </message>
    <message>
        <source>Only the pictures that both models get wrong</source>
        <translation>Nur Bilder, bei denen beide Modelle irren</translation>
    </message>
    <message>
        <source>only sparse</source>
        <translation>nur Sparse</translation>
    </message>
    <message>
        <source>Only those that the dense twin gets right</source>
        <translation>Nur Bilder, die der Dense-Zwilling richtig erkennt</translation>
    </message>
    <message>
        <source>only dense</source>
        <translation>nur Dense</translation>
    </message>
    <message>
        <source>differ</source>
        <translation>uneins</translation>
    </message>
    <message>
        <source>Those that the two take for different things, whoever is right</source>
        <translation>Bilder, die beide für Verschiedenes halten, gleich wer recht hat</translation>
    </message>
    <message>
        <source>What is taken for what: the confusion matrix</source>
        <translation>Was wofür gehalten wird: die Konfusionsmatrix</translation>
    </message>
    <message>
        <source>neuron use</source>
        <translation>Nutzung</translation>
    </message>
    <message>
        <source>Whose answers the matrix counts</source>
        <translation>Wessen Antworten die Matrix zählt</translation>
    </message>
    <message>
        <source>sparse</source>
        <translation>Sparse</translation>
    </message>
    <message>
        <source>dense twin</source>
        <translation>Dense-Zwilling</translation>
    </message>
    <message>
        <source>Where the models err</source>
        <translation>Wo die Modelle irren</translation>
    </message>
    <message>
        <source>%1 read as %2 by %3</source>
        <translation>%1 als %2 gelesen, %3</translation>
    </message>
    <message>
        <source>dense</source>
        <translation>Dense</translation>
    </message>
    <message>
        <source>Where both err</source>
        <translation>Wo beide irren</translation>
    </message>
    <message>
        <source>Where only sparse errs</source>
        <translation>Wo nur Sparse irrt</translation>
    </message>
    <message>
        <source>Where only dense errs</source>
        <translation>Wo nur Dense irrt</translation>
    </message>
    <message>
        <source>Where they disagree</source>
        <translation>Wo sie uneins sind</translation>
    </message>
    <message>
        <source>Where dense errs</source>
        <translation>Wo Dense irrt</translation>
    </message>
    <message>
        <source>Where sparse errs</source>
        <translation>Wo Sparse irrt</translation>
    </message>
    <message>
        <source>%1:</source>
        <translation>%1:</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>test pictures that the open models have looked at</source>
        <translation>Testbilder, die die geöffneten Modelle angesehen haben</translation>
    </message>
    <message>
        <source>%1–%2 of %3</source>
        <translation>%1–%2 von %3</translation>
    </message>
    <message>
        <source>of the pictures chosen, those in sight</source>
        <translation>von den gewählten Bildern die sichtbaren</translation>
    </message>
    <message>
        <source>label →</source>
        <translation>Label →</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>all mistakes</source>
        <translation>alle Fehler</translation>
    </message>
    <message>
        <source>matrix ▸</source>
        <translation>Matrix ▸</translation>
    </message>
    <message>
        <source>so far, looking</source>
        <translation>bisher, läuft noch</translation>
    </message>
    <message>
        <source>so far</source>
        <translation>bisher</translation>
    </message>
    <message>
        <source>All that the sparse model gets wrong</source>
        <translation>Alles, worin das Sparse-Modell irrt</translation>
    </message>
    <message>
        <source>Those that the sparse model gets right and its twin does not</source>
        <translation>Bilder, die das Sparse-Modell richtig erkennt, sein Zwilling aber nicht</translation>
    </message>
    <message>
        <source>How evenly the neurons are used, over the test set: which were never chosen, which are busy (I in the drawing; Esc closes it)</source>
        <translation>Wie gleichmäßig die Neuronen über die Testmenge genutzt werden: welche nie gewählt wurden, welche rege sind (I in der Zeichnung; Esc schließt)</translation>
    </message>
    <message>
        <source>Open pictures...</source>
        <translation>Bilder öffnen...</translation>
    </message>
    <message>
        <source>Opens pictures and labels in MNIST&apos;s own format, for both models to look at</source>
        <translation>Öffnet Bilder und ihre Ziffern in MNISTs eigenem Format; beide Modelle sehen sie an</translation>
    </message>
</context>
<context>
    <name>glowworm::GalleryList</name>
    <message>
        <source>Pictures of the test set</source>
        <translation>Bilder der Testmenge</translation>
    </message>
    <message>
        <source>Pictures of the test set, each with its label and, after the arrow, what the sparse (amber) and the dense model (blue) said, bold where it is wrong. Enter or a click puts one on the sheet.</source>
        <translation>Bilder der Testmenge, jedes mit seinem Label und, nach dem Pfeil, der Antwort des Sparse- (bernstein) und des Dense-Modells (blau), fett, wo sie falsch ist. Eingabe oder ein Klick legt eines aufs Blatt.</translation>
    </message>
    <message>
        <source>In the gallery</source>
        <translation>In der Galerie</translation>
    </message>
    <message>
        <source>put the picture on the sheet</source>
        <translation>das Bild aufs Blatt legen</translation>
    </message>
</context>
<context>
    <name>glowworm::GalleryModel</name>
    <message>
        <source>Test picture %1, labelled %2</source>
        <translation>Testbild %1, Label %2</translation>
    </message>
    <message>
        <source>Test picture %1, labelled %2; the sparse model says %3; the dense model says %4</source>
        <translation>Testbild %1, Label %2; das Sparse-Modell sagt %3; das Dense-Modell sagt %4</translation>
    </message>
    <message>
        <source>Test picture %1, labelled %2; the sparse model says %3</source>
        <translation>Testbild %1, Label %2; das Sparse-Modell sagt %3</translation>
    </message>
    <message>
        <source>Test picture %1, labelled %2; the dense model says %3</source>
        <translation>Testbild %1, Label %2; das Dense-Modell sagt %3</translation>
    </message>
</context>
<context>
    <name>glowworm::Generation</name>
    <message>
        <source>No text model is open. Open a checkpoint (File &gt; Open model), or train one (Ctrl+2).</source>
        <translation>Kein Textmodell ist offen. Einen Checkpoint öffnen (Datei &gt; Modell öffnen) oder eines trainieren (Strg+2).</translation>
    </message>
    <message>
        <source>The model asked for is not open: choose the other one, or open a checkpoint (File &gt; Open model).</source>
        <translation>Das verlangte Modell ist nicht offen: das andere wählen oder einen Checkpoint öffnen (Datei &gt; Modell öffnen).</translation>
    </message>
    <message>
        <source>Without the models that wrote it a tape says which neurons fired, not how strongly.</source>
        <translation>Ohne die Modelle, die es geschrieben haben, sagt ein Band, welche Neuronen gefeuert haben, aber nicht, wie stark.</translation>
    </message>
    <message>
        <source>It was written with %1 weights: with that format, values and margins are computed again.</source>
        <translation>Es wurde mit %1-Gewichten geschrieben: In diesem Format werden Werte und Vorsprünge neu berechnet.</translation>
    </message>
    <message>
        <source>It was written before surgery: undo it to see values and margins.</source>
        <translation>Es wurde vor dem Eingriff geschrieben: den Eingriff zurücknehmen, um Werte und Vorsprünge zu sehen.</translation>
    </message>
    <message>
        <source>It was written with %1: do the same here to see values and margins.</source>
        <translation>Es wurde mit %1 geschrieben: hier dasselbe tun, um Werte und Vorsprünge zu sehen.</translation>
    </message>
    <message>
        <source>Recorded %1 on %2.</source>
        <translation>Aufgezeichnet am %1 auf %2.</translation>
    </message>
    <message>
        <source>Values and margins are computed again by the open models.</source>
        <translation>Werte und Vorsprünge werden von den offenen Modellen neu berechnet.</translation>
    </message>
    <message>
        <source>There is no text to keep yet: let a model write one first (Ctrl+Return).</source>
        <translation>Es gibt noch keinen Text zu behalten: zuerst ein Modell einen schreiben lassen (Strg+Eingabe).</translation>
    </message>
    <message>
        <source>The open models fire other neurons than were recorded, first at character %L1: another processor may round otherwise. The file is as it was.</source>
        <translation>Die offenen Modelle feuern andere Neuronen als aufgezeichnet, zuerst bei Zeichen %L1: Ein anderer Prozessor kann anders runden. Die Datei ist unverändert.</translation>
    </message>
</context>
<context>
    <name>glowworm::GenerationPanel</name>
    <message>
        <source>typing in the prompt</source>
        <translation>Tippen im Prompt</translation>
    </message>
    <message>
        <source>What was pasted has %1 characters; the last %2 are kept, and a model reads as many of them as its context holds.</source>
        <translation>Das Eingefügte hat %1 Zeichen; die letzten %2 bleiben, und ein Modell liest davon so viele, wie sein Kontext fasst.</translation>
    </message>
    <message>
        <source>who writes</source>
        <translation>wer schreibt</translation>
    </message>
    <message>
        <source>number format</source>
        <translation>Zahlenformat</translation>
    </message>
    <message>
        <source>threads</source>
        <translation>Threads</translation>
    </message>
    <message>
        <source>pace of the show</source>
        <translation>Anzeigetempo</translation>
    </message>
    <message>
        <source>swap of the boards</source>
        <translation>Tausch der Tafeln</translation>
    </message>
    <message>
        <source>what lights show</source>
        <translation>was Lichter zeigen</translation>
    </message>
    <message>
        <source>One thread writes while training runs; %1 do once it has ended or paused.</source>
        <translation>Ein Thread schreibt, solange das Training läuft; %1 tun es, sobald es endet oder angehalten ist.</translation>
    </message>
    <message>
        <source>bookmark at character %1</source>
        <translation>Lesezeichen bei Zeichen %1</translation>
    </message>
    <message>
        <source>removing the bookmark at character %1</source>
        <translation>Lesezeichen bei Zeichen %1 entfernen</translation>
    </message>
    <message>
        <source>note at character %1</source>
        <translation>Notiz bei Zeichen %1</translation>
    </message>
    <message>
        <source>other from %1 on</source>
        <translation>anders ab %1</translation>
    </message>
    <message>
        <source>same text so far</source>
        <translation>bisher gleicher Text</translation>
    </message>
    <message>
        <source>unchanged</source>
        <translation>unverändert</translation>
    </message>
    <message>
        <source>the first %1 as before</source>
        <translation>die ersten %1 wie zuvor</translation>
    </message>
    <message>
        <source>It went on before: %1</source>
        <translation>Zuvor ging es so weiter: %1</translation>
    </message>
    <message>
        <source>before: %1
now: %2</source>
        <translation>vorher: %1
jetzt: %2</translation>
    </message>
    <message>
        <source>sparse: %1
dense: %2</source>
        <translation>Sparse: %1
Dense: %2</translation>
    </message>
    <message>
        <source>The models go on from before %1, character %2.</source>
        <translation>Die Modelle machen vor %1 weiter, Zeichen %2.</translation>
    </message>
    <message>
        <source>The models go on from %1, typed in place of %2 at character %3.</source>
        <translation>Die Modelle machen mit %1 weiter, getippt an Stelle von %2 bei Zeichen %3.</translation>
    </message>
    <message>
        <source>going on from character %1</source>
        <translation>weiter ab Zeichen %1</translation>
    </message>
    <message>
        <source>typing %1 at character %2</source>
        <translation>%1 bei Zeichen %2 tippen</translation>
    </message>
    <message>
        <source>In place of %1, character %2</source>
        <translation>An Stelle von %1, Zeichen %2</translation>
    </message>
    <message>
        <source>Undo (Ctrl+Z)</source>
        <translation>Rückgängig (Strg+Z)</translation>
    </message>
    <message>
        <source>Take back what was typed</source>
        <translation>Das Getippte zurücknehmen</translation>
    </message>
    <message>
        <source>The prompt is longer than the context: only its end was read.</source>
        <translation>Der Prompt ist länger als der Kontext: Nur sein Ende wurde gelesen.</translation>
    </message>
    <message>
        <source>In Generation</source>
        <translation>In der Generierung</translation>
    </message>
    <message>
        <source>play, or hold the view</source>
        <translation>abspielen oder die Ansicht anhalten</translation>
    </message>
    <message numerus="yes">
        <source>The writing has ended, %Ln characters with the prompt.</source>
        <translation>
            <numerusform>Das Schreiben ist zu Ende, %Ln Zeichen mit dem Prompt.</numerusform>
            <numerusform>Das Schreiben ist zu Ende, %Ln Zeichen mit dem Prompt.</numerusform>
        </translation>
    </message>
    <message>
        <source>After surgery: %1.</source>
        <translation>Nach dem Eingriff: %1.</translation>
    </message>
    <message>
        <source>They part at character %1.</source>
        <translation>Sie trennen sich bei Zeichen %1.</translation>
    </message>
    <message>
        <source>Both texts are the same.</source>
        <translation>Beide Texte sind gleich.</translation>
    </message>
    <message>
        <source>The text being written goes on as it began; %1 weights and the new settings hold from the next one on (Generate, Ctrl+Return).</source>
        <translation>Der laufende Text geht weiter, wie er begann; ab dem nächsten gelten Gewichte in %1 und die neuen Einstellungen (Generieren, Strg+Eingabe).</translation>
    </message>
    <message>
        <source>The text being written goes on as it began; %1 weights hold from the next one on (Generate, Ctrl+Return).</source>
        <translation>Der laufende Text geht weiter, wie er begann; ab dem nächsten gelten Gewichte in %1 (Generieren, Strg+Eingabe).</translation>
    </message>
    <message>
        <source>The text being written goes on as it began; the new settings hold from the next one on (Generate, Ctrl+Return).</source>
        <translation>Der laufende Text geht weiter, wie er begann; ab dem nächsten gelten die neuen Einstellungen (Generieren, Strg+Eingabe).</translation>
    </message>
    <message>
        <source>one character back</source>
        <translation>ein Zeichen zurück</translation>
    </message>
    <message>
        <source>one character forward</source>
        <translation>ein Zeichen weiter</translation>
    </message>
    <message>
        <source>the first character</source>
        <translation>das erste Zeichen</translation>
    </message>
    <message>
        <source>keep the picked character as a bookmark</source>
        <translation>das gewählte Zeichen als Lesezeichen merken</translation>
    </message>
    <message>
        <source>type another text in place of the picked character</source>
        <translation>an Stelle des gewählten Zeichens anderen Text tippen</translation>
    </message>
    <message>
        <source>the newest character, and follow it</source>
        <translation>das neueste Zeichen, und ihm folgen</translation>
    </message>
    <message>
        <source>Both texts are the same as far as both go.</source>
        <translation>Beide Texte sind gleich, soweit beide reichen.</translation>
    </message>
</context>
<context>
    <name>glowworm::GenerationStage</name>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>Switchboard of the sparse model</source>
        <translation>Tafel des Sparse-Modells</translation>
    </message>
    <message>
        <source>Switchboard of the dense model</source>
        <translation>Tafel des Dense-Modells</translation>
    </message>
    <message>
        <source>On the stage</source>
        <translation>Auf der Bühne</translation>
    </message>
    <message>
        <source>light by value, probability or margin, in turn</source>
        <translation>Licht nach Wert, Chance oder Vorsprung, der Reihe nach</translation>
    </message>
    <message>
        <source>Show this model large, and the other one small</source>
        <translation>Dieses Modell groß zeigen, das andere klein</translation>
    </message>
    <message>
        <source>No sparse text model is open.</source>
        <translation>Kein Sparse-Textmodell geöffnet.</translation>
    </message>
    <message>
        <source>No dense text model is open.</source>
        <translation>Kein Dense-Textmodell geöffnet.</translation>
    </message>
    <message>
        <source>Open a checkpoint (File &gt; Open model), or train one (Ctrl+2).</source>
        <translation>Einen Checkpoint öffnen (Datei &gt; Modell öffnen) oder eines trainieren (Strg+2).</translation>
    </message>
    <message>
        <source>%1, character %2 of the text: %3</source>
        <translation>%1, Zeichen %2 des Textes: %3</translation>
    </message>
    <message>
        <source>neurons that both places lit, of all layers</source>
        <translation>Neuronen aller Schichten, die an beiden Stellen leuchten</translation>
    </message>
    <message>
        <source>No character is picked.</source>
        <translation>Kein Zeichen gewählt.</translation>
    </message>
    <message>
        <source>neurons that the router chose, one of each column of each layer</source>
        <translation>Neuronen, die der Router gewählt hat, eines je Spalte jeder Schicht</translation>
    </message>
    <message>
        <source>neurons of all layers whose value is above zero</source>
        <translation>Neuronen aller Schichten, deren Wert über null liegt</translation>
    </message>
    <message>
        <source>A: %1. B: %2. Esc ends.</source>
        <translation>A: %1. B: %2. Esc beendet.</translation>
    </message>
    <message>
        <source>Comparing with %1. Esc ends.</source>
        <translation>Vergleich mit %1. Esc beendet.</translation>
    </message>
    <message>
        <source>Every neuron above zero is lit. Click or Enter.</source>
        <translation>Jedes Neuron über null leuchtet. Klick oder Eingabe.</translation>
    </message>
    <message>
        <source>Two places are compared: a light says which lit it.</source>
        <translation>Zwei Stellen werden verglichen: Ein Licht sagt, wo es leuchtet.</translation>
    </message>
    <message>
        <source>A tape keeps no probabilities: the lights show values.</source>
        <translation>Ein Band enthält keine Wahrscheinlichkeiten: Die Lichter zeigen Werte.</translation>
    </message>
    <message>
        <source>The dense model has no router: its lights show values.</source>
        <translation>Das Dense-Modell hat keinen Router: Seine Lichter zeigen Werte.</translation>
    </message>
    <message>
        <source>neurons</source>
        <translation>Neuronen</translation>
    </message>
    <message>
        <source>of %1 chosen for A and B</source>
        <translation>von %1 für A und B gewählt</translation>
    </message>
    <message>
        <source>of %1 neurons chosen for A and B</source>
        <translation>von %1 Neuronen für A und B gewählt</translation>
    </message>
    <message>
        <source>of %1 lit by A and B</source>
        <translation>von %1 hell bei A und B</translation>
    </message>
    <message>
        <source>of %1 neurons lit by A and B</source>
        <translation>von %1 Neuronen hell bei A und B</translation>
    </message>
    <message>
        <source>of %1 neurons</source>
        <translation>von %1 Neuronen</translation>
    </message>
    <message>
        <source>of %1 chosen after</source>
        <translation>von %1 gewählt:</translation>
    </message>
    <message>
        <source>of %1 neurons chosen after reading</source>
        <translation>von %1 Neuronen gewählt nach Lesen von</translation>
    </message>
    <message>
        <source>of %1 above zero after</source>
        <translation>von %1 über null:</translation>
    </message>
    <message>
        <source>of %1 neurons above zero after reading</source>
        <translation>von %1 Neuronen über null nach Lesen von</translation>
    </message>
    <message>
        <source>Each column picks one of %1.</source>
        <translation>Jede Spalte wählt eines von %1.</translation>
    </message>
    <message>
        <source>%1 above zero, %2 zero. Click a light, or Enter.</source>
        <translation>%1 über null, %2 null. Klick oder Eingabe.</translation>
    </message>
    <message>
        <source>%1 above zero, %2 below. Click a light, or Enter.</source>
        <translation>%1 über null, %2 darunter. Klick oder Eingabe.</translation>
    </message>
    <message>
        <source>dense twin</source>
        <translation>Dense-Zwilling</translation>
    </message>
    <message>
        <source>dense</source>
        <translation>Dense</translation>
    </message>
    <message>
        <source>sparse twin</source>
        <translation>Sparse-Zwilling</translation>
    </message>
    <message>
        <source>sparse</source>
        <translation>Sparse</translation>
    </message>
    <message>
        <source>chosen</source>
        <translation>gewählt</translation>
    </message>
    <message>
        <source>above zero</source>
        <translation>über null</translation>
    </message>
    <message>
        <source>The sparse text model is being opened.</source>
        <translation>Das Sparse-Textmodell wird geöffnet.</translation>
    </message>
    <message>
        <source>The dense text model is being opened.</source>
        <translation>Das Dense-Textmodell wird geöffnet.</translation>
    </message>
    <message>
        <source>1 of %1 was nearly a toss-up %2. Click or Enter.</source>
        <translation>1 von %1 war knapp %2. Klick oder Eingabe.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln of %1 were nearly a toss-up %2. Click or Enter.</source>
        <translation>
            <numerusform>%Ln von %1 war knapp %2. Klick oder Eingabe.</numerusform>
            <numerusform>%Ln von %1 waren knapp %2. Klick oder Eingabe.</numerusform>
        </translation>
    </message>
    <message>
        <source>sparse, chosen</source>
        <translation>Sparse, gewählt</translation>
    </message>
    <message>
        <source>dense, above zero</source>
        <translation>Dense, über null</translation>
    </message>
    <message>
        <source>dense twin, the same place in its text: every neuron above zero</source>
        <translation>Dense-Zwilling, selbe Stelle in seinem Text: jedes Neuron über null</translation>
    </message>
    <message>
        <source>dense, the same place in its text: every neuron above zero</source>
        <translation>Dense, selbe Stelle in seinem Text: jedes Neuron über null</translation>
    </message>
    <message>
        <source>sparse twin, the same place in its text: one neuron of each column</source>
        <translation>Sparse-Zwilling, selbe Stelle in seinem Text: ein Neuron je Spalte</translation>
    </message>
    <message>
        <source>sparse, the same place in its text: one neuron of each column</source>
        <translation>Sparse, selbe Stelle in seinem Text: ein Neuron je Spalte</translation>
    </message>
    <message>
        <source>of %1</source>
        <translation>von %1</translation>
    </message>
</context>
<context>
    <name>glowworm::GroupLoad</name>
    <message>
        <source>Load per group</source>
        <translation>Auslastung je Gruppe</translation>
    </message>
    <message>
        <source>The first evaluation of the sparse model shows here how evenly each group uses its neurons.</source>
        <translation>Die erste Auswertung des Sparse-Modells zeigt hier, wie gleichmäßig jede Gruppe ihre Neuronen nutzt.</translation>
    </message>
    <message>
        <source>This evaluation was recorded without the figures of its groups; the next one brings them.</source>
        <translation>Diese Auswertung wurde ohne die Zahlen ihrer Gruppen aufgezeichnet; die nächste bringt sie.</translation>
    </message>
    <message>
        <source>L%1, group %2</source>
        <translation>L%1, Gruppe %2</translation>
    </message>
    <message>
        <source>least even: %1</source>
        <translation>ungleichste: %1</translation>
    </message>
    <message>
        <source>In the load per group</source>
        <translation>In der Auslastung je Gruppe</translation>
    </message>
    <message>
        <source>move the cell cursor</source>
        <translation>das markierte Feld bewegen</translation>
    </message>
    <message>
        <source>the first group of the layer</source>
        <translation>die erste Gruppe der Schicht</translation>
    </message>
    <message>
        <source>the last group of the layer</source>
        <translation>die letzte Gruppe der Schicht</translation>
    </message>
    <message>
        <source>the ringed group, which spreads its choices least</source>
        <translation>die umringte Gruppe, die ihre Wahlen am wenigsten verteilt</translation>
    </message>
    <message>
        <source>at step %1, least even: %2</source>
        <translation>bei Schritt %1, ungleichste: %2</translation>
    </message>
    <message>
        <source>A row is a layer, a cell a group of its neurons, as the newest evaluation used them. The lit height is the fraction of the group&apos;s neurons that were chosen at all, the glow how evenly the choices spread over them (routing entropy: 1 = all alike, 0 = always the same neuron). The ringed group spreads them least. Arrows move the cell cursor, Home and End go to the ends of the layer, W to the ringed group.</source>
        <translation>Eine Zeile ist eine Schicht, ein Feld eine Gruppe ihrer Neuronen, wie die neueste Auswertung sie nutzte. Die helle Höhe ist der Anteil der Neuronen der Gruppe, die überhaupt gewählt wurden, das Leuchten, wie gleichmäßig sich die Wahlen auf sie verteilten (Routing-Entropie: 1 = alle gleich, 0 = immer dasselbe Neuron). Die umringte Gruppe verteilt sie am wenigsten. Pfeile bewegen das markierte Feld, Pos1 und Ende gehen zu den Enden der Schicht, W zur umringten Gruppe.</translation>
    </message>
    <message>
        <source>A dense layer has no groups: all of its neurons work on every character.</source>
        <translation>Eine Dense-Schicht hat keine Gruppen: Alle ihre Neuronen arbeiten bei jedem Zeichen.</translation>
    </message>
    <message>
        <source>layer %1, group %2: entropy %3, %4 of %5 never chosen</source>
        <translation>Schicht %1, Gruppe %2: Entropie %3, %4 von %5 nie gewählt</translation>
    </message>
    <message>
        <source>Evaluation at step %1, 1 layer of %2 groups. Least even: %3</source>
        <translation>Auswertung bei Schritt %1, 1 Schicht mit %2 Gruppen. Ungleichste: %3</translation>
    </message>
    <message numerus="yes">
        <source>Evaluation at step %1, %n layers of %2 groups. Least even: %3</source>
        <translation>
            <numerusform>Auswertung bei Schritt %1, %n Schicht mit %2 Gruppen. Ungleichste: %3</numerusform>
            <numerusform>Auswertung bei Schritt %1, %n Schichten mit %2 Gruppen. Ungleichste: %3</numerusform>
        </translation>
    </message>
    <message>
        <source>entropy %1, %2 never chosen</source>
        <translation>Entropie %1, %2 nie gewählt</translation>
    </message>
    <message>
        <source>The run is being opened: what its groups did comes with it.</source>
        <translation>Der Lauf wird geöffnet: was seine Gruppen taten, kommt mit ihm.</translation>
    </message>
</context>
<context>
    <name>glowworm::Handbook</name>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>The page that was read before (Alt+Left)</source>
        <translation>Die vorher gelesene Seite (Alt+Links)</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>Vorwärts</translation>
    </message>
    <message>
        <source>The page after (Alt+Right)</source>
        <translation>Die Seite danach (Alt+Rechts)</translation>
    </message>
    <message>
        <source>Glowworm handbook</source>
        <translation>Glowworm-Handbuch</translation>
    </message>
    <message>
        <source>Search (Ctrl+F)</source>
        <translation>Suchen (Strg+F)</translation>
    </message>
    <message>
        <source>Search the handbook</source>
        <translation>Im Handbuch suchen</translation>
    </message>
    <message>
        <source>Lists the lines of all pages that have these words. Enter opens the one chosen, Up and Down choose, Esc goes back to the pages.</source>
        <translation>Listet die Zeilen aller Seiten, in denen diese Wörter stehen. Eingabe öffnet die gewählte, Auf und Ab wählen, Esc geht zu den Seiten zurück.</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Seiten</translation>
    </message>
    <message>
        <source>Enter opens a page.</source>
        <translation>Eingabe öffnet eine Seite.</translation>
    </message>
    <message>
        <source>Lines that were found</source>
        <translation>Gefundene Zeilen</translation>
    </message>
    <message>
        <source>Enter opens the page there.</source>
        <translation>Eingabe öffnet die Seite dort.</translation>
    </message>
    <message>
        <source>No line of the handbook has all of these words.</source>
        <translation>In keiner Zeile des Handbuchs stehen alle diese Wörter.</translation>
    </message>
    <message>
        <source>1 line</source>
        <translation>1 Zeile</translation>
    </message>
    <message>
        <source>No program of this desktop opens %1.</source>
        <translation>Kein Programm dieses Desktops öffnet %1.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln lines</source>
        <translation>
            <numerusform>%Ln Zeile</numerusform>
            <numerusform>%Ln Zeilen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>glowworm::HandbookView</name>
    <message>
        <source>Page of the handbook</source>
        <translation>Seite des Handbuchs</translation>
    </message>
    <message>
        <source>Tab goes from link to link, Enter follows one.</source>
        <translation>Tab geht von Link zu Link, Eingabe folgt einem.</translation>
    </message>
    <message>
        <source>The page %1 of the handbook cannot be shown: %2</source>
        <translation>Die Seite %1 des Handbuchs kann nicht gezeigt werden: %2</translation>
    </message>
</context>
<context>
    <name>glowworm::Inspection</name>
    <message>
        <source>No model is open. Open a checkpoint (File &gt; Open model), or train one (Ctrl+2).</source>
        <translation>Kein Modell ist offen. Einen Checkpoint öffnen (Datei &gt; Modell öffnen) oder eines trainieren (Strg+2).</translation>
    </message>
</context>
<context>
    <name>glowworm::Inspector</name>
    <message>
        <source>Pin and compare</source>
        <translation>Anheften und vergleichen</translation>
    </message>
    <message>
        <source>Inspector</source>
        <translation>Inspektor</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Vergleichen</translation>
    </message>
    <message>
        <source>Holds this character as A. Go to another one, and see which neurons only one of them lit and which both did.</source>
        <translation>Hält dieses Zeichen als A fest. Zu einem anderen gehen und sehen, welche Neuronen nur bei einem der beiden leuchten und welche bei beiden.</translation>
    </message>
    <message>
        <source>Holds this drawing as A. Draw another one, and see which neurons only one of them lit and which both did.</source>
        <translation>Hält diese Zeichnung als A fest. Eine andere zeichnen und sehen, welche Neuronen nur bei einer der beiden leuchten und welche bei beiden.</translation>
    </message>
    <message>
        <source>Let go</source>
        <translation>Loslassen</translation>
    </message>
    <message>
        <source>What is shown is of a model that is not open: open it, or write a text anew.</source>
        <translation>Das Gezeigte stammt von einem Modell, das nicht geöffnet ist: es öffnen, oder einen neuen Text schreiben.</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>%1 at character %2</source>
        <translation>%1 bei Zeichen %2</translation>
    </message>
    <message>
        <source>No character is picked.</source>
        <translation>Kein Zeichen gewählt.</translation>
    </message>
    <message>
        <source>Nothing is drawn.</source>
        <translation>Nichts gezeichnet.</translation>
    </message>
    <message>
        <source>The corpus is being read.</source>
        <translation>Das Korpus wird gelesen.</translation>
    </message>
    <message>
        <source>pick neuron</source>
        <translation>Neuron wählen</translation>
    </message>
    <message>
        <source>the first drawing</source>
        <translation>die erste Zeichnung</translation>
    </message>
    <message>
        <source>the second drawing</source>
        <translation>die zweite Zeichnung</translation>
    </message>
    <message>
        <source>go to another place</source>
        <translation>zu einer anderen Stelle gehen</translation>
    </message>
    <message>
        <source>draw another one</source>
        <translation>eine andere zeichnen</translation>
    </message>
    <message>
        <source>Copy as command</source>
        <translation>Als Befehl kopieren</translation>
    </message>
    <message>
        <source>A: %1. B: %2.</source>
        <translation>A: %1. B: %2.</translation>
    </message>
    <message>
        <source>B: %1. Neurons only of A: %2, of both: %3, only of B: %4.</source>
        <translation>B: %1. Neuronen nur von A: %2, von beiden: %3, nur von B: %4.</translation>
    </message>
    <message>
        <source>pin B</source>
        <translation>B anheften</translation>
    </message>
    <message>
        <source>pin and compare</source>
        <translation>Anheften und vergleichen</translation>
    </message>
    <message>
        <source>end of the comparison</source>
        <translation>Ende des Vergleichs</translation>
    </message>
    <message>
        <source>The comparison has ended.</source>
        <translation>Der Vergleich ist beendet.</translation>
    </message>
</context>
<context>
    <name>glowworm::JobBar</name>
    <message>
        <source>Progress of the running job</source>
        <translation>Fortschritt der laufenden Arbeit</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>Bereit</translation>
    </message>
    <message>
        <source>sparse %1</source>
        <translation>Sparse %1</translation>
    </message>
    <message>
        <source>dense %1</source>
        <translation>Dense %1</translation>
    </message>
    <message>
        <source>no model</source>
        <translation>kein Modell</translation>
    </message>
    <message>
        <source>Open models
Text: %1
Digits: %2</source>
        <translation>Offene Modelle
Text: %1
Ziffern: %2</translation>
    </message>
</context>
<context>
    <name>glowworm::Library</name>
    <message>
        <source>No shipped models were found in %1. Open a checkpoint (File &gt; Open model), or train one (Ctrl+2).</source>
        <translation>In %1 wurden keine mitgelieferten Modelle gefunden. Einen Checkpoint öffnen (Datei &gt; Modell öffnen) oder ein Modell trainieren (Strg+2).</translation>
    </message>
    <message>
        <source>training, step %L1</source>
        <translation>Training, Schritt %L1</translation>
    </message>
    <message>
        <source>Files are still being opened; try again in a moment.</source>
        <translation>Dateien werden noch geöffnet; gleich noch einmal versuchen.</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>The surgery of the last session was not done to %1: %2</source>
        <translation>Die Eingriffe der letzten Sitzung wurden an %1 nicht vorgenommen: %2</translation>
    </message>
    <message>
        <source>The trained weights are in use, but are not kept for the next start: %1</source>
        <translation>Die trainierten Gewichte sind im Einsatz, werden aber nicht für den nächsten Start behalten: %1</translation>
    </message>
</context>
<context>
    <name>glowworm::LifeCurve</name>
    <message>
        <source>Its use over the training</source>
        <translation>Seine Nutzung im Training</translation>
    </message>
    <message>
        <source>In the life of a neuron</source>
        <translation>Im Leben eines Neurons</translation>
    </message>
    <message>
        <source>the evaluation before</source>
        <translation>die vorige Auswertung</translation>
    </message>
    <message>
        <source>the next evaluation</source>
        <translation>die nächste Auswertung</translation>
    </message>
    <message>
        <source>step %1: %2</source>
        <translation>Schritt %1: %2</translation>
    </message>
    <message numerus="yes">
        <source>%n evaluations, from %1 to %2</source>
        <translation>
            <numerusform>%n Auswertung, von %1 bis %2</numerusform>
            <numerusform>%n Auswertungen, von %1 bis %2</numerusform>
        </translation>
    </message>
    <message>
        <source>The share of the validation characters, or test pictures, on which the neuron was chosen, at each evaluation of the run that its model is from: times that it was chosen over times that its column chose. The upright line is the step of the open model.</source>
        <translation>Der Anteil der Validierungszeichen oder Testbilder, bei denen das Neuron gewählt wurde, in jeder Auswertung des Laufs, aus dem sein Modell stammt: wie oft es gewählt wurde, geteilt durch die Wahlen seiner Spalte. Die senkrechte Linie ist der Schritt des geöffneten Modells.</translation>
    </message>
</context>
<context>
    <name>glowworm::LightMap</name>
    <message>
        <source>Lit neurons and probabilities</source>
        <translation>Leuchtende Neuronen und Wahrscheinlichkeiten</translation>
    </message>
    <message>
        <source>Each column is a group of neurons, and its router lets exactly one work. A curve from it to a lamp is its vote, as strong as what it adds to that digit&apos;s score: a p (W v), value times gate times the head&apos;s weights along its output row, less the mean of that over the ten, as what all ten get alike decides nothing. The scores are the sums of these and a constant; their softmax are the probabilities beside the lamps. A hollow cell was chosen, but is not above zero; a dashed curve takes from a score. Of a cell that was not chosen, dotted curves lead to the digits that each unit of its value would make likelier. A column with a lock has chosen one and the same neuron on every picture of the test set: it has no halo, as its choice says nothing about the drawing, though its vote counts. Click a cell, a column&apos;s name or a lamp to ask what it is; the right button says what can be done to a neuron.</source>
        <translation>Jede Spalte ist eine Gruppe von Neuronen, und ihr Router lässt genau eines arbeiten. Eine Kurve von dort zu einer Lampe ist seine Stimme, so stark wie das, was es zum Wert dieser Ziffer beiträgt: a p (W v), Wert mal Gate mal die Gewichte des Kopfes entlang seiner Ausgabezeile, abzüglich des Mittels davon über alle zehn, denn was alle zehn gleich bekommen, entscheidet nichts. Die Werte der Ziffern sind die Summen daraus und eine Konstante; ihr Softmax sind die Wahrscheinlichkeiten neben den Lampen. Ein hohles Feld wurde gewählt, liegt aber nicht über null; eine gestrichelte Kurve zieht vom Wert ab. Von einem Feld, das nicht gewählt wurde, führen gepunktete Kurven zu den Ziffern, die jede Einheit ihres Wertes wahrscheinlicher machen würde. Eine Spalte mit Schloss hat bei jedem Bild der Testmenge ein und dasselbe Neuron gewählt: Sie hat keinen Hof, weil ihre Wahl nichts über die Zeichnung sagt, ihre Stimme zählt aber. Ein Klick auf ein Feld, den Namen einer Spalte oder eine Lampe fragt, was es ist; die rechte Taste zeigt, was sich mit einem Neuron tun lässt.</translation>
    </message>
    <message>
        <source>%1: no answer yet</source>
        <translation>%1: noch keine Antwort</translation>
    </message>
    <message>
        <source>Column %1: of its %2 neurons it has always chosen the same one</source>
        <translation>Spalte %1: hat von ihren %2 Neuronen stets dasselbe gewählt</translation>
    </message>
    <message>
        <source>Column %1: one of its %2 neurons is chosen</source>
        <translation>Spalte %1: eines ihrer %2 Neuronen ist gewählt</translation>
    </message>
    <message>
        <source>%1: not chosen</source>
        <translation>%1: nicht gewählt</translation>
    </message>
    <message>
        <source>%1: chosen, %2</source>
        <translation>%1: gewählt, %2</translation>
    </message>
    <message>
        <source>%1: not chosen, %2</source>
        <translation>%1: nicht gewählt, %2</translation>
    </message>
    <message>
        <source>%1. Dotted: what it would make likelier.</source>
        <translation>%1. Gepunktet: was es wahrscheinlicher machen würde.</translation>
    </message>
    <message>
        <source>Solid: votes for, dashed: against.</source>
        <translation>Durchgezogen: Stimmen dafür, gestrichelt: dagegen.</translation>
    </message>
    <message>
        <source>%1. %2</source>
        <translation>%1. %2</translation>
    </message>
    <message>
        <source>Framed: the answer.</source>
        <translation>Gerahmt: die Antwort.</translation>
    </message>
    <message>
        <source>Framed: the answers.</source>
        <translation>Gerahmt: die Antworten.</translation>
    </message>
    <message>
        <source>%1. %2 %3</source>
        <translation>%1. %2 %3</translation>
    </message>
    <message>
        <source>In the columns of light</source>
        <translation>In den Lichtspalten</translation>
    </message>
    <message>
        <source>the light of the column before</source>
        <translation>das Licht der vorigen Spalte</translation>
    </message>
    <message>
        <source>the light of the next column, then the lamps</source>
        <translation>das Licht der nächsten Spalte, danach die Lampen</translation>
    </message>
    <message>
        <source>the neuron or lamp above</source>
        <translation>das Neuron oder die Lampe darüber</translation>
    </message>
    <message>
        <source>the neuron or lamp below</source>
        <translation>das Neuron oder die Lampe darunter</translation>
    </message>
    <message>
        <source>dense: all %1 at once</source>
        <translation>Dense: alle %1 auf einmal</translation>
    </message>
    <message>
        <source>above zero</source>
        <translation>über null</translation>
    </message>
    <message>
        <source>not above zero</source>
        <translation>nicht über null</translation>
    </message>
    <message>
        <source>against</source>
        <translation>dagegen</translation>
    </message>
    <message>
        <source>larger vote</source>
        <translation>stärkere Stimme</translation>
    </message>
    <message>
        <source>always the same</source>
        <translation>immer dasselbe</translation>
    </message>
    <message>
        <source>sparse</source>
        <translation>Sparse</translation>
    </message>
    <message>
        <source>dense</source>
        <translation>Dense</translation>
    </message>
    <message>
        <source>vote of N%1</source>
        <translation>Stimme von N%1</translation>
    </message>
    <message>
        <source>%1 won, %2</source>
        <translation>%1 gewann, %2</translation>
    </message>
    <message>
        <source>%1 won</source>
        <translation>%1 gewann</translation>
    </message>
    <message>
        <source>column</source>
        <translation>Spalte</translation>
    </message>
    <message>
        <source>Open one: File &gt; Open model.</source>
        <translation>Eines öffnen: Datei &gt; Modell öffnen.</translation>
    </message>
    <message>
        <source>%1: sparse %2</source>
        <translation>%1: Sparse %2</translation>
    </message>
    <message>
        <source>%1: dense %2</source>
        <translation>%1: Dense %2</translation>
    </message>
    <message>
        <source>%1: sparse %2, dense %3</source>
        <translation>%1: Sparse %2, Dense %3</translation>
    </message>
    <message>
        <source>%1; adds nothing</source>
        <translation>%1; trägt nichts bei</translation>
    </message>
    <message>
        <source>%1; adds %2 to %3, %4 to %5, %6 to %7</source>
        <translation>%1; trägt bei: %2 zu %3, %4 zu %5, %6 zu %7</translation>
    </message>
    <message numerus="yes">
        <source>%n columns of neurons, in each of which one is chosen; nothing was drawn yet</source>
        <translation>
            <numerusform>%n Spalte von Neuronen, in der eines gewählt ist; noch nichts gezeichnet</numerusform>
            <numerusform>%n Spalten von Neuronen, in denen je eines gewählt ist; noch nichts gezeichnet</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n columns of neurons, in each of which one is chosen: %1</source>
        <translation>
            <numerusform>%n Spalte von Neuronen, in der eines gewählt ist: %1</numerusform>
            <numerusform>%n Spalten von Neuronen, in denen je eines gewählt ist: %1</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 columns, each picks 1 of %2.</source>
        <translation>%1 Spalten, jede wählt 1 von %2.</translation>
    </message>
    <message>
        <source>%1 Click a cell.</source>
        <translation>%1 Ein Feld anklicken.</translation>
    </message>
    <message>
        <source>dense: all %1</source>
        <translation>Dense: alle %1</translation>
    </message>
</context>
<context>
    <name>glowworm::LossCard</name>
    <message>
        <source>logarithmic</source>
        <translation>logarithmisch</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>Verlust</translation>
    </message>
    <message>
        <source>axis</source>
        <translation>Achse</translation>
    </message>
    <message>
        <source>smoothing</source>
        <translation>Glättung</translation>
    </message>
    <message>
        <source>logarithmic axis</source>
        <translation>logarithmische Achse</translation>
    </message>
    <message>
        <source>zoom</source>
        <translation>Zoom</translation>
    </message>
    <message>
        <source>over steps</source>
        <translation>über Schritte</translation>
    </message>
    <message>
        <source>over training time</source>
        <translation>über Trainingszeit</translation>
    </message>
    <message>
        <source>Horizontal axis</source>
        <translation>Waagerechte Achse</translation>
    </message>
    <message>
        <source>Steps: what the same data teaches. Training time, of each model&apos;s own steps: what the same time does.</source>
        <translation>Schritte: was dieselben Daten lehren. Trainingszeit, aus den eigenen Schritten jedes Modells: was dieselbe Zeit bewirkt.</translation>
    </message>
    <message>
        <source>raw</source>
        <translation>roh</translation>
    </message>
    <message>
        <source>average over %1 steps</source>
        <translation>Mittel aus %1</translation>
    </message>
    <message>
        <source>Smoothing</source>
        <translation>Glättung</translation>
    </message>
    <message>
        <source>Exponential moving average of the training loss l: m += a (l - m), a = 2 / (n + 1), bias corrected; raw stays behind</source>
        <translation>Exponentiell gleitendes Mittel des Trainingsverlusts l: m += a (l - m), a = 2 / (n + 1), Anfangsfehler korrigiert; die Rohwerte bleiben dahinter</translation>
    </message>
    <message>
        <source>Logarithmic loss axis (L in the plot)</source>
        <translation>Logarithmische Verlustachse (L im Diagramm)</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Export</translation>
    </message>
    <message>
        <source>Curves as CSV, or the plot as PNG, SVG or PDF (Ctrl+E)</source>
        <translation>Kurven als CSV oder das Diagramm als PNG, SVG oder PDF (Strg+E)</translation>
    </message>
    <message>
        <source>first fall</source>
        <translation>Anfang</translation>
    </message>
    <message>
        <source>The first steps hold most of the fall of the loss: with it in view, what comes after lies in a narrow band</source>
        <translation>In den ersten Schritten fällt der Verlust am meisten: Sind sie im Bild, liegt alles danach in einem schmalen Band</translation>
    </message>
</context>
<context>
    <name>glowworm::LossPlot</name>
    <message>
        <source>sparse</source>
        <translation>Sparse</translation>
    </message>
    <message>
        <source>dense</source>
        <translation>Dense</translation>
    </message>
    <message>
        <source>Loss curves</source>
        <translation>Verlustkurven</translation>
    </message>
    <message>
        <source>Every training loss as it is, and the validation loss of each evaluation. Wheel and drag zoom, a double click shows all again; arrow keys move the read-out, L switches the logarithmic axis, . trains one step and &gt; ten.</source>
        <translation>Jeder Trainingsverlust, wie er ist, und der Validierungsverlust jeder Auswertung. Mausrad und Ziehen zoomen, ein Doppelklick zeigt wieder alles; Pfeiltasten verschieben die Ablesung, L schaltet die logarithmische Achse um, . trainiert einen Schritt und &gt; zehn.</translation>
    </message>
    <message>
        <source>one step of training</source>
        <translation>ein Trainingsschritt</translation>
    </message>
    <message>
        <source>ten steps of training</source>
        <translation>zehn Trainingsschritte</translation>
    </message>
    <message>
        <source>%1 training</source>
        <translation>%1 Training</translation>
    </message>
    <message>
        <source>%1 training, average over %2 steps</source>
        <translation>%1 Training, Mittel über %2 Schritte</translation>
    </message>
    <message>
        <source>%1 validation, best at step %2</source>
        <translation>%1 Validierung, beste bei Schritt %2</translation>
    </message>
    <message>
        <source>thin: training loss, average over %1 steps; bold: validation, the best one ringed</source>
        <translation>dünn: Trainingsverlust, Mittel über %1 Schritte; dick: Validierung, die beste umringt</translation>
    </message>
    <message>
        <source>thin: training loss of each step; bold: validation, the best one ringed</source>
        <translation>dünn: Trainingsverlust jedes Schritts; dick: Validierung, die beste umringt</translation>
    </message>
    <message>
        <source>%1 step %2: %3</source>
        <translation>%1 Schritt %2: %3</translation>
    </message>
    <message>
        <source>%1 step %2: %3, validation %4 (step %5)</source>
        <translation>%1 Schritt %2: %3, Validierung %4 (Schritt %5)</translation>
    </message>
    <message>
        <source>▴ steps 0 to %1 lie above</source>
        <translation>▴ Schritte 0 bis %1 liegen darüber</translation>
    </message>
    <message>
        <source>step %1: sparse %2, dense %3</source>
        <translation>Schritt %1: sparse %2, Dense %3</translation>
    </message>
    <message>
        <source>%1; validation %2, %3 (step %4)</source>
        <translation>%1; Validierung %2, %3 (Schritt %4)</translation>
    </message>
</context>
<context>
    <name>glowworm::MainWindow</name>
    <message>
        <source>Glowworm</source>
        <translation>Glowworm</translation>
    </message>
    <message>
        <source>... and %L1 more; open fewer files at once to read of each.</source>
        <translation>... und %L1 weitere; weniger Dateien auf einmal öffnen, um von jeder zu lesen.</translation>
    </message>
    <message>
        <source>Text at %L1 %</source>
        <translation>Text bei %L1 %</translation>
    </message>
    <message>
        <source>%1 Correct it first.</source>
        <translation>%1 Erst berichtigen.</translation>
    </message>
    <message>
        <source>There is no command for this yet: it needs models, data or a declared experiment from files.</source>
        <translation>Dafür gibt es noch keinen Befehl: Er braucht Modelle, Daten oder ein erklärtes Experiment aus Dateien.</translation>
    </message>
    <message>
        <source>Copied: %1</source>
        <translation>Kopiert: %1</translation>
    </message>
    <message>
        <source>Stopping and saving... Close again to leave at once.</source>
        <translation>Wird gestoppt und gespeichert... Noch einmal schließen, um sofort zu gehen.</translation>
    </message>
    <message>
        <source>Stopping and saving before the other session opens... Close to end Glowworm.</source>
        <translation>Stoppt und speichert, bevor sich die andere Sitzung öffnet... Schließen, um Glowworm zu beenden.</translation>
    </message>
    <message>
        <source>Not everything could be kept. Close again to leave.</source>
        <translation>Nicht alles ließ sich behalten. Noch einmal schließen, um zu gehen.</translation>
    </message>
</context>
<context>
    <name>glowworm::MessageBar</name>
    <message>
        <source>Do it</source>
        <translation>Tun</translation>
    </message>
    <message>
        <source>Does what the message offers</source>
        <translation>Tut, was die Meldung anbietet</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy this message</source>
        <translation>Diese Meldung kopieren</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Ausblenden</translation>
    </message>
    <message>
        <source>The message goes; what it says stays as it is</source>
        <translation>Die Meldung verschwindet; was sie sagt, bleibt, wie es ist</translation>
    </message>
    <message>
        <source>Show folder</source>
        <translation>Ordner zeigen</translation>
    </message>
    <message>
        <source>The folder that the file lies in, in the desktop&apos;s program</source>
        <translation>Der Ordner, in dem die Datei liegt, im Programm des Desktops</translation>
    </message>
    <message>
        <source>Written: %1</source>
        <translation>Geschrieben: %1</translation>
    </message>
    <message>
        <source>No program of this desktop shows folders; the file lies in %1.</source>
        <translation>Kein Programm dieses Desktops zeigt Ordner; die Datei liegt in %1.</translation>
    </message>
</context>
<context>
    <name>glowworm::MomentTrack</name>
    <message>
        <source>Moment of the run</source>
        <translation>Moment des Laufs</translation>
    </message>
    <message>
        <source>The moments that are kept of this run, from its first step to its newest. A bar is as high as the part of the neurons that fire at the end and fire there already, at the beginning of the text (digits: on the first picture): low is noise, high is habit.</source>
        <translation>Die gespeicherten Momente dieses Laufs, vom ersten Schritt bis zum neuesten. Ein Balken ist so hoch wie der Teil der Neuronen, die am Ende feuern und dort schon feuern, am Anfang des Textes (Ziffern: beim ersten Bild): niedrig ist Rauschen, hoch Gewohnheit.</translation>
    </message>
    <message>
        <source>step %1: %2 of what fires at the end fires here</source>
        <translation>Schritt %1: %2 von dem, was am Ende feuert, feuert hier</translation>
    </message>
    <message>
        <source>step %1</source>
        <translation>Schritt %1</translation>
    </message>
</context>
<context>
    <name>glowworm::MomentView</name>
    <message>
        <source>a %1: taken for %2, %3</source>
        <translation>eine %1: für %2 gehalten, %3</translation>
    </message>
    <message>
        <source>a %1: taken for %2, %3, which is wrong</source>
        <translation>eine %1: für %2 gehalten, %3, das ist falsch</translation>
    </message>
    <message>
        <source>Open this model</source>
        <translation>Dieses Modell öffnen</translation>
    </message>
    <message>
        <source>Neurons that fire at this moment</source>
        <translation>Neuronen, die in diesem Moment feuern</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>What the model answers at this moment</source>
        <translation>Was das Modell in diesem Moment antwortet</translation>
    </message>
    <message>
        <source>What the model of this moment writes: always after a new line and with the same seed (temperature 0.8), so that texts along a run compare. Of digits, what it takes the first picture of each digit for. The board shows the neurons that fire on the character before the text cursor; at the start of the text they are those of the new line, which every moment reads alike.</source>
        <translation>Was das Modell dieses Moments schreibt: immer nach einer neuen Zeile und mit demselben Seed (Temperatur 0,8), damit Texte entlang eines Laufs vergleichbar sind. Bei Ziffern, wofür es das erste Bild jeder Ziffer hält. Die Tafel zeigt die Neuronen, die beim Zeichen vor der Schreibmarke feuern; am Anfang des Textes sind es die der neuen Zeile, die jeder Moment gleich liest.</translation>
    </message>
    <message>
        <source>Open the model of this moment in Generation (Ctrl+3), or Digits (Ctrl+4)</source>
        <translation>Das Modell dieses Moments in der Generierung (Strg+3) oder den Ziffern (Strg+4) öffnen</translation>
    </message>
    <message>
        <source>The model writes ...</source>
        <translation>Das Modell schreibt ...</translation>
    </message>
    <message>
        <source>Neurons at this moment</source>
        <translation>Neuronen in diesem Moment</translation>
    </message>
    <message>
        <source>Text at this moment</source>
        <translation>Text in diesem Moment</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Puts the model of this moment to use, in Generation or Digits and in Timing.</source>
        <translation>Nimmt das Modell dieses Moments in Gebrauch, in Generierung oder Ziffern und in Zeitmessung.</translation>
    </message>
    <message>
        <source>lit: chosen on the picture of a %1</source>
        <translation>hell: gewählt beim Bild einer %1</translation>
    </message>
    <message>
        <source>lit: chosen on %1, before its text</source>
        <translation>hell: gewählt bei %1, vor dem Text</translation>
    </message>
    <message>
        <source>lit: chosen on %1, character %2</source>
        <translation>hell: gewählt bei %1, Zeichen %2</translation>
    </message>
    <message>
        <source>One light a group: the neurons that fire on the character before the text cursor. A click says which one it is, a double click shows them as a table.</source>
        <translation>Ein Licht je Gruppe: die Neuronen, die beim Zeichen vor der Schreibmarke feuern. Ein Klick sagt, welches es ist, ein Doppelklick zeigt sie als Tabelle.</translation>
    </message>
</context>
<context>
    <name>glowworm::MomentsChoice</name>
    <message>
        <source>Keep moments</source>
        <translation>Momente behalten</translation>
    </message>
    <message>
        <source>Keeps the weights, in 16 bits, after steps that double about every few moments: the time machine of Training then shows what the model was from noise to habit. The training itself stays the same.</source>
        <translation>Behält die Gewichte, mit 16 Bit, nach Schritten, die sich etwa alle paar Momente verdoppeln: Die Zeitreise im Training zeigt dann, was das Modell vom Rauschen bis zur Gewohnheit war. Das Training selbst bleibt gleich.</translation>
    </message>
    <message>
        <source>%1 of each model, together about %2 on the disk; adds hardly any time</source>
        <translation>%1 von jedem Modell, zusammen etwa %2 auf der Platte; kostet kaum Zeit</translation>
    </message>
    <message>
        <source>%1 of them, together about %2 on the disk; adds hardly any time</source>
        <translation>%1 davon, zusammen etwa %2 auf der Platte; kostet kaum Zeit</translation>
    </message>
</context>
<context>
    <name>glowworm::NetworkDrawing</name>
    <message>
        <source>The network</source>
        <translation>Das Netz</translation>
    </message>
    <message>
        <source>The network that these settings build. Each part is as high as numbers lie side by side in it: D in the stream, F in an FF layer. A column of an FF layer is a group, its light the one neuron of it that fires, 1/N of its height; a dense layer is all light. Which neuron fires depends on what is read: the places here are an example. A click goes to the part&apos;s field.</source>
        <translation>Das Netz, das diese Einstellungen bauen. Jeder Teil ist so hoch, wie Zahlen in ihm nebeneinander liegen: D im Strom, F in einer FF-Schicht. Eine Spalte einer FF-Schicht ist eine Gruppe, ihr Licht das eine Neuron davon, das feuert, 1/N ihrer Höhe; eine Dense-Schicht ist ganz Licht. Welches Neuron feuert, hängt vom Gelesenen ab: Die Stellen hier sind ein Beispiel. Ein Klick führt zum Feld des Teils.</translation>
    </message>
    <message>
        <source>In the drawing of the network</source>
        <translation>In der Zeichnung des Netzes</translation>
    </message>
    <message>
        <source>the part before</source>
        <translation>der Teil davor</translation>
    </message>
    <message>
        <source>the next part</source>
        <translation>der nächste Teil</translation>
    </message>
    <message>
        <source>go to the part&apos;s field</source>
        <translation>zum Feld des Teils gehen</translation>
    </message>
    <message>
        <source>dense twin below: all %1</source>
        <translation>Dense-Zwilling darunter: alle %1</translation>
    </message>
    <message>
        <source>%L1 → %L2</source>
        <translation>%L1 → %L2</translation>
    </message>
    <message>
        <source>attention</source>
        <translation>Attention</translation>
    </message>
    <message>
        <source>H %L1</source>
        <translation>H %L1</translation>
    </message>
    <message>
        <source>R %L1</source>
        <translation>R %L1</translation>
    </message>
    <message>
        <source>FF layer %L1</source>
        <translation>FF-Schicht %L1</translation>
    </message>
    <message>
        <source>FF layer</source>
        <translation>FF-Schicht</translation>
    </message>
    <message>
        <source>FF %L1</source>
        <translation>FF %L1</translation>
    </message>
    <message>
        <source>%L1 × %L2</source>
        <translation>%L1 × %L2</translation>
    </message>
    <message>
        <source>+%L1 more</source>
        <translation>+%L1 weitere</translation>
    </message>
    <message>
        <source>of %1 FF neurons fire for each character</source>
        <translation>von %1 FF-Neuronen feuern für jedes Zeichen</translation>
    </message>
    <message>
        <source>of %1 FF neurons fire for each picture</source>
        <translation>von %1 FF-Neuronen feuern für jedes Bild</translation>
    </message>
    <message>
        <source>of %1 FF neurons are computed for each character</source>
        <translation>von %1 FF-Neuronen werden für jedes Zeichen berechnet</translation>
    </message>
    <message>
        <source>of %1 FF neurons are computed for each picture</source>
        <translation>von %1 FF-Neuronen werden für jedes Bild berechnet</translation>
    </message>
    <message>
        <source>width D %L1</source>
        <translation>Breite D %L1</translation>
    </message>
    <message>
        <source>layers L %L1</source>
        <translation>Schichten L %L1</translation>
    </message>
    <message>
        <source>heads H %L1</source>
        <translation>Köpfe H %L1</translation>
    </message>
    <message>
        <source>context T %L1 characters</source>
        <translation>Kontext T %L1 Zeichen</translation>
    </message>
    <message>
        <source>FF neurons F %L1 = %L2 × %L3</source>
        <translation>FF-Neuronen F %L1 = %L2 × %L3</translation>
    </message>
    <message>
        <source>router rank R %L1</source>
        <translation>Router-Rang R %L1</translation>
    </message>
    <message>
        <source>FF neurons F %L1</source>
        <translation>FF-Neuronen F %L1</translation>
    </message>
    <message>
        <source>Height: how many numbers lie side by side.</source>
        <translation>Höhe: wie viele Zahlen nebeneinander liegen.</translation>
    </message>
    <message>
        <source>A dense layer computes every neuron: it is all light.</source>
        <translation>Eine Dense-Schicht berechnet jedes Neuron: Sie ist ganz Licht.</translation>
    </message>
    <message>
        <source>Layer %L1, %2</source>
        <translation>Schicht %L1, %2</translation>
    </message>
    <message>
        <source>Embedding: each of %L1 characters has a row of D = %L2 numbers, and so has each of T = %L3 places.</source>
        <translation>Embedding: Jedes von %L1 Zeichen hat eine Zeile von D = %L2 Zahlen, und ebenso jede von T = %L3 Stellen.</translation>
    </message>
    <message>
        <source>Input map: from %L1 pixels to D = %L2 numbers.</source>
        <translation>Eingabeabbildung: von %L1 Pixeln zu D = %L2 Zahlen.</translation>
    </message>
    <message>
        <source>attention: looks back on up to T = %L1 characters; heads H = %L2, each %L3 wide. It is computed whole, also in a sparse model.</source>
        <translation>Attention: blickt auf bis zu T = %L1 Zeichen zurück; Köpfe H = %L2, je %L3 breit. Sie wird ganz berechnet, auch in einem Sparse-Modell.</translation>
    </message>
    <message>
        <source>router: from D = %L1 numbers by way of R = %L2 to a score for each of F = %L3 neurons; the highest of each group fires.</source>
        <translation>Router: von D = %L1 Zahlen über R = %L2 zu einer Wertung für jedes von F = %L3 Neuronen; die höchste jeder Gruppe feuert.</translation>
    </message>
    <message>
        <source>feed-forward: F = %L1 neurons, G = %L2 groups of N = %L3. One of each group fires: %4 of the layer.</source>
        <translation>Feed-Forward: F = %L1 Neuronen, G = %L2 Gruppen zu N = %L3. Eines jeder Gruppe feuert: %4 der Schicht.</translation>
    </message>
    <message>
        <source>feed-forward: all F = %L1 neurons are computed, nothing is chosen.</source>
        <translation>Feed-Forward: Alle F = %L1 Neuronen werden berechnet, nichts wird gewählt.</translation>
    </message>
    <message>
        <source>Head: from D = %L1 numbers to a score for each of %L2 characters.</source>
        <translation>Kopf: von D = %L1 Zahlen zu einer Wertung für jedes von %L2 Zeichen.</translation>
    </message>
    <message>
        <source>Head: from D = %L1 numbers to a score for each of %L2 digits.</source>
        <translation>Kopf: von D = %L1 Zahlen zu einer Wertung für jede von %L2 Ziffern.</translation>
    </message>
    <message>
        <source>Layers %L1 to %L2 are like these.</source>
        <translation>Die Schichten %L1 bis %L2 sind wie diese.</translation>
    </message>
    <message>
        <source>Below it the dense twin, which computes all of them.</source>
        <translation>Darunter der Dense-Zwilling, der sie alle berechnet.</translation>
    </message>
    <message>
        <source>Dense twin. %1</source>
        <translation>Dense-Zwilling. %1</translation>
    </message>
    <message>
        <source>A column is a group, its light the one neuron of it that fires, 1/%L1 of it; the places are an example.</source>
        <translation>Eine Spalte ist eine Gruppe, ihr Licht das eine Neuron, das feuert, 1/%L1 davon; die Orte sind ein Beispiel.</translation>
    </message>
    <message>
        <source>A column stands for %L2 groups, its light for what fires of them, 1/%L1; the places are an example.</source>
        <translation>Eine Spalte steht für %L2 Gruppen, ihr Licht für das, was feuert, 1/%L1; die Orte sind ein Beispiel.</translation>
    </message>
    <message>
        <source>Still the network from before: a field waits for another value.</source>
        <translation>Noch das Netz von vorher: Ein Feld wartet auf einen anderen Wert.</translation>
    </message>
</context>
<context>
    <name>glowworm::NeuronCurve</name>
    <message>
        <source>Its value over the drawings shown</source>
        <translation>Sein Wert über die gezeigten Zeichnungen</translation>
    </message>
    <message>
        <source>The neuron&apos;s value after the activation, before the gate, on the drawings and test pictures that were shown, the newest at the right; 0 where it did not fire.</source>
        <translation>Der Wert des Neurons nach der Aktivierung, vor dem Gate, bei den gezeigten Zeichnungen und Testbildern, das neueste rechts; 0, wo es nicht feuerte.</translation>
    </message>
    <message>
        <source>Its value over this text</source>
        <translation>Sein Wert über diesen Text</translation>
    </message>
    <message>
        <source>The neuron&apos;s value after the activation, before the gate, at every character of this text; 0 where it did not fire. A click or Enter goes to that character.</source>
        <translation>Der Wert des Neurons nach der Aktivierung, vor dem Gate, bei jedem Zeichen dieses Textes; 0, wo es nicht feuerte. Ein Klick oder Eingabe geht zu diesem Zeichen.</translation>
    </message>
    <message>
        <source>In the curve of a neuron</source>
        <translation>In der Kurve eines Neurons</translation>
    </message>
    <message>
        <source>switched off</source>
        <translation>abgeschaltet</translation>
    </message>
    <message>
        <source>never chosen in this text</source>
        <translation>nie gewählt in diesem Text</translation>
    </message>
    <message>
        <source>never above zero in this text</source>
        <translation>nie über null in diesem Text</translation>
    </message>
    <message>
        <source>not chosen in these drawings</source>
        <translation>nicht gewählt bei diesen Zeichnungen</translation>
    </message>
    <message>
        <source>not above zero in these drawings</source>
        <translation>nicht über null bei diesen Zeichnungen</translation>
    </message>
    <message>
        <source>it was lit on %1 of %2 drawings</source>
        <translation>leuchtete bei %1 von %2 Zeichnungen</translation>
    </message>
    <message>
        <source>drawing %1: %2</source>
        <translation>Zeichnung %1: %2</translation>
    </message>
    <message>
        <source>one character back</source>
        <translation>ein Zeichen zurück</translation>
    </message>
    <message>
        <source>one character forward</source>
        <translation>ein Zeichen weiter</translation>
    </message>
    <message>
        <source>it was lit on %1 of %2 characters of this text</source>
        <translation>leuchtete bei %1 von %2 Zeichen dieses Textes</translation>
    </message>
    <message>
        <source>character %1: %2</source>
        <translation>Zeichen %1: %2</translation>
    </message>
</context>
<context>
    <name>glowworm::NeuronPage</name>
    <message>
        <source>Let go of this neuron (Esc)</source>
        <translation>Dieses Neuron loslassen (Esc)</translation>
    </message>
    <message>
        <source>over this text</source>
        <translation>über diesen Text</translation>
    </message>
    <message>
        <source>over the drawings shown</source>
        <translation>über die gezeigten Zeichnungen</translation>
    </message>
    <message>
        <source>in the whole corpus</source>
        <translation>im ganzen Korpus</translation>
    </message>
    <message>
        <source>on the test set</source>
        <translation>in der Testmenge</translation>
    </message>
    <message>
        <source>where it glows most</source>
        <translation>wo es am hellsten leuchtet</translation>
    </message>
    <message>
        <source>over its training</source>
        <translation>im Training</translation>
    </message>
    <message>
        <source>By the value, the largest first; what lies far below zero acts as much, and is not listed.</source>
        <translation>Nach dem Wert, die größten zuerst; was weit unter null liegt, wirkt ebenso stark und ist nicht aufgeführt.</translation>
    </message>
    <message>
        <source>Layer, group and neuron, counted from 0, as on the command line: a column of the board is a group, a row a neuron.</source>
        <translation>Schicht, Gruppe und Neuron, gezählt ab 0, wie auf der Befehlszeile: Eine Spalte der Tafel ist eine Gruppe, eine Zeile ein Neuron.</translation>
    </message>
    <message>
        <source>Shift+F10, the Menu key or a right click on the neuron</source>
        <translation>Umschalt+F10, die Menü-Taste oder ein Rechtsklick auf das Neuron</translation>
    </message>
    <message>
        <source>rivals</source>
        <translation>Konkurrenten</translation>
    </message>
    <message>
        <source>Shares of a softmax over the column&apos;s router logits. Under 5 % between the first two, the choice is a toss-up.</source>
        <translation>Anteile eines Softmax über die Router-Logits der Spalte. Unter 5 % zwischen den ersten beiden ist die Wahl knapp.</translation>
    </message>
    <message>
        <source>The share of all characters (pictures) of the corpus on which the neuron was chosen; of the dense twin, on which it was above zero.</source>
        <translation>Der Anteil aller Zeichen (Bilder) des Korpus, bei denen das Neuron gewählt wurde; beim Dense-Zwilling, bei denen es über null lag.</translation>
    </message>
    <message>
        <source>How many neurons of its column were chosen at all while the corpus was read.</source>
        <translation>Wie viele Neuronen seiner Spalte überhaupt gewählt wurden, während das Korpus gelesen wurde.</translation>
    </message>
    <message>
        <source>The corpus is being read.</source>
        <translation>Das Korpus wird gelesen.</translation>
    </message>
    <message>
        <source>being read</source>
        <translation>wird gelesen</translation>
    </message>
    <message>
        <source>Esc lets go   Shift+F10: more</source>
        <translation>Esc lässt los   Umschalt+F10: mehr</translation>
    </message>
    <message>
        <source>Enter or click keeps it</source>
        <translation>Eingabe oder Klick hält es fest</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>on what is shown, after the activation, before the gate</source>
        <translation>bei dem, was gezeigt wird, nach der Aktivierung, vor dem Gate</translation>
    </message>
    <message>
        <source>softmax over the router logits of its column; how far its own logit lies below that of the neuron that was chosen</source>
        <translation>Softmax über die Router-Logits seiner Spalte; wie weit sein Logit unter dem des gewählten Neurons liegt</translation>
    </message>
    <message>
        <source>%1 of %2; %3</source>
        <translation>%1 von %2; %3</translation>
    </message>
    <message>
        <source>%1 of it read so far</source>
        <translation>bisher %1 davon gelesen</translation>
    </message>
    <message>
        <source>Not chosen so far.</source>
        <translation>Bisher nicht gewählt.</translation>
    </message>
    <message>
        <source>Not above zero so far.</source>
        <translation>Bisher nicht über null.</translation>
    </message>
    <message>
        <source>no rivals</source>
        <translation>keine Konkurrenten</translation>
    </message>
    <message>
        <source>rivals  %1</source>
        <translation>Konkurrenten  %1</translation>
    </message>
    <message>
        <source>a neuron of the sparse model</source>
        <translation>ein Neuron des Sparse-Modells</translation>
    </message>
    <message>
        <source>a neuron of the dense model</source>
        <translation>ein Neuron des Dense-Modells</translation>
    </message>
    <message>
        <source>%1 came second once</source>
        <translation>%1 war einmal Zweiter</translation>
    </message>
    <message numerus="yes">
        <source>%1 came second %Ln times</source>
        <translation>
            <numerusform>%1 war %Ln-mal Zweiter</numerusform>
            <numerusform>%1 war %Ln-mal Zweiter</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>rivals: %1</source>
        <translation>Konkurrenten: %1</translation>
    </message>
    <message>
        <source>it glows most: %1</source>
        <translation>glüht am stärksten: %1</translation>
    </message>
</context>
<context>
    <name>glowworm::NeuronPicture</name>
    <message>
        <source>No sparse digit model is open.</source>
        <translation>Kein Sparse-Ziffernmodell geöffnet.</translation>
    </message>
    <message>
        <source>No dense digit model is open.</source>
        <translation>Kein Dense-Ziffernmodell geöffnet.</translation>
    </message>
    <message>
        <source>left half of a diamond: only A, whole: both, right half: only B</source>
        <translation>linke Hälfte einer Raute: nur A, ganze: beide, rechte Hälfte: nur B</translation>
    </message>
    <message>
        <source>ask what it is</source>
        <translation>fragen, was es ist</translation>
    </message>
    <message>
        <source>what can be done to that neuron</source>
        <translation>was mit diesem Neuron getan werden kann</translation>
    </message>
    <message>
        <source>The sparse digit model is being opened.</source>
        <translation>Das Sparse-Ziffernmodell wird geöffnet.</translation>
    </message>
    <message>
        <source>The dense digit model is being opened.</source>
        <translation>Das Dense-Ziffernmodell wird geöffnet.</translation>
    </message>
    <message>
        <source>%1, lit by both</source>
        <translation>%1, von beiden erleuchtet</translation>
    </message>
    <message>
        <source>%1, lit only by A</source>
        <translation>%1, nur von A erleuchtet</translation>
    </message>
    <message>
        <source>%1, lit only by B</source>
        <translation>%1, nur von B erleuchtet</translation>
    </message>
    <message>
        <source>%1, switched off</source>
        <translation>%1, abgeschaltet</translation>
    </message>
    <message>
        <source>%1, always chosen</source>
        <translation>%1, immer gewählt</translation>
    </message>
</context>
<context>
    <name>glowworm::NextCharacters</name>
    <message>
        <source>Next character</source>
        <translation>Nächstes Zeichen</translation>
    </message>
    <message>
        <source>Next characters, sparse model</source>
        <translation>Nächste Zeichen, Sparse-Modell</translation>
    </message>
    <message>
        <source>Next characters, dense model</source>
        <translation>Nächste Zeichen, Dense-Modell</translation>
    </message>
    <message>
        <source>What may follow the picked character, after temperature, top-k and top-p</source>
        <translation>Was auf das gewählte Zeichen folgen kann, nach Temperatur, Top-k und Top-p</translation>
    </message>
    <message>
        <source>Sparse</source>
        <translation>Sparse</translation>
    </message>
    <message>
        <source>others</source>
        <translation>andere</translation>
    </message>
    <message>
        <source>in its own text</source>
        <translation>eigener Text</translation>
    </message>
</context>
<context>
    <name>glowworm::OpenedFiles</name>
    <message>
        <source>%1 neurons, step %2</source>
        <translation>%1 Neuronen, Schritt %2</translation>
    </message>
    <message>
        <source>the sparse text model</source>
        <translation>das Sparse-Textmodell</translation>
    </message>
    <message>
        <source>the dense text model</source>
        <translation>das Dense-Textmodell</translation>
    </message>
    <message>
        <source>the sparse digit model</source>
        <translation>das Sparse-Ziffernmodell</translation>
    </message>
    <message>
        <source>the dense digit model</source>
        <translation>das Dense-Ziffernmodell</translation>
    </message>
    <message>
        <source>the sparse model of %1</source>
        <translation>das Sparse-Modell für %1</translation>
    </message>
    <message>
        <source>the dense model of %1</source>
        <translation>das Dense-Modell für %1</translation>
    </message>
    <message>
        <source>Generate (Ctrl+Return) writes with it.</source>
        <translation>Generieren (Strg+Eingabe) schreibt damit.</translation>
    </message>
    <message>
        <source>Generate (Ctrl+Return) writes with them.</source>
        <translation>Generieren (Strg+Eingabe) schreibt mit ihnen.</translation>
    </message>
    <message>
        <source>%1: to train on it, choose a preset for texts in Set-up (Ctrl+1).</source>
        <translation>%1: Um damit zu trainieren, im Aufbau (Strg+1) eine Vorlage für Texte wählen.</translation>
    </message>
    <message>
        <source>%1: Set-up (Ctrl+1) shows it, the next training learns from it.</source>
        <translation>%1: Der Aufbau (Strg+1) zeigt ihn, das nächste Training lernt daraus.</translation>
    </message>
    <message>
        <source>%1: to train on them, choose a preset for digits in Set-up (Ctrl+1).</source>
        <translation>%1: Um damit zu trainieren, im Aufbau (Strg+1) eine Vorlage für Ziffern wählen.</translation>
    </message>
    <message>
        <source>%1: Set-up (Ctrl+1) shows them, the next training learns from them.</source>
        <translation>%1: Der Aufbau (Strg+1) zeigt sie, das nächste Training lernt daraus.</translation>
    </message>
    <message>
        <source>The sparse model stays: trained here, step %1.</source>
        <translation>Das Sparse-Modell bleibt: hier trainiert, Schritt %1.</translation>
    </message>
    <message>
        <source>The dense model stays: trained here, step %1.</source>
        <translation>Das Dense-Modell bleibt: hier trainiert, Schritt %1.</translation>
    </message>
    <message>
        <source>It answers from now on.</source>
        <translation>Es antwortet von jetzt an.</translation>
    </message>
    <message>
        <source>Digits (Ctrl+4) answers with it.</source>
        <translation>Ziffern (Strg+4) antwortet damit.</translation>
    </message>
    <message>
        <source>Generation (Ctrl+3) writes with it.</source>
        <translation>Generierung (Strg+3) schreibt damit.</translation>
    </message>
    <message>
        <source>It writes.</source>
        <translation>Es schreibt.</translation>
    </message>
    <message>
        <source>%1 is open, %2: %3.</source>
        <translation>%1 ist geöffnet, %2: %3.</translation>
    </message>
    <message>
        <source>text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>digits</source>
        <translation>Ziffern</translation>
    </message>
    <message>
        <source>%1, sparse and dense</source>
        <translation>%1, Sparse und Dense</translation>
    </message>
    <message>
        <source>%1, sparse</source>
        <translation>%1, Sparse</translation>
    </message>
    <message>
        <source>%1, dense</source>
        <translation>%1, Dense</translation>
    </message>
    <message>
        <source>They answer from now on.</source>
        <translation>Sie antworten von jetzt an.</translation>
    </message>
    <message>
        <source>Digits (Ctrl+4) answers with them.</source>
        <translation>Ziffern (Strg+4) antwortet mit ihnen.</translation>
    </message>
    <message>
        <source>Generation (Ctrl+3) writes with them.</source>
        <translation>Generierung (Strg+3) schreibt mit ihnen.</translation>
    </message>
    <message>
        <source>They write.</source>
        <translation>Sie schreiben.</translation>
    </message>
    <message>
        <source>The shipped models are open: %1.</source>
        <translation>Die mitgelieferten Modelle sind geöffnet: %1.</translation>
    </message>
    <message>
        <source>Several models are open: %1.</source>
        <translation>Mehrere Modelle sind geöffnet: %1.</translation>
    </message>
    <message numerus="yes">
        <source>%n layers, %1 neurons, step %2</source>
        <translation>
            <numerusform>%n Schicht, %1 Neuronen, Schritt %2</numerusform>
            <numerusform>%n Schichten, %1 Neuronen, Schritt %2</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 is open, a text of %Ln characters</source>
        <translation>
            <numerusform>%1 ist geöffnet, ein Text von %Ln Zeichen</numerusform>
            <numerusform>%1 ist geöffnet, ein Text von %Ln Zeichen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 is open, %Ln pictures</source>
        <translation>
            <numerusform>%1 ist geöffnet, %Ln Bild</numerusform>
            <numerusform>%1 ist geöffnet, %Ln Bilder</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 is open, %Ln pictures of digits</source>
        <translation>
            <numerusform>%1 ist geöffnet, %Ln Ziffernbild</numerusform>
            <numerusform>%1 ist geöffnet, %Ln Ziffernbilder</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>glowworm::Origin</name>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>not from a file</source>
        <translation>nicht aus einer Datei</translation>
    </message>
    <message>
        <source>SHA-256 %1</source>
        <translation>SHA-256 %1</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>data: %1</source>
        <translation>Daten: %1</translation>
    </message>
    <message>
        <source>seed %1</source>
        <translation>Seed %1</translation>
    </message>
    <message numerus="yes">
        <source>%n threads</source>
        <translation>
            <numerusform>%n Thread</numerusform>
            <numerusform>%n Threads</numerusform>
        </translation>
    </message>
    <message>
        <source>Glowworm %1</source>
        <translation>Glowworm %1</translation>
    </message>
    <message>
        <source>1 thread</source>
        <translation>1 Thread</translation>
    </message>
</context>
<context>
    <name>glowworm::PenKeys</name>
    <message>
        <source>With the pen in the drawing</source>
        <translation>In der Zeichnung mit dem Stift</translation>
    </message>
    <message>
        <source>put the pen down to draw, or lift it</source>
        <translation>den Stift aufsetzen, um zu zeichnen, oder abheben</translation>
    </message>
    <message>
        <source>lay the pen away</source>
        <translation>den Stift weglegen</translation>
    </message>
    <message>
        <source>move the pen by one pixel; two of these keys together: diagonally</source>
        <translation>den Stift um ein Pixel bewegen; zwei dieser Tasten zugleich: schräg</translation>
    </message>
    <message>
        <source>move the pen diagonally</source>
        <translation>den Stift schräg bewegen</translation>
    </message>
    <message>
        <source>move the pen by four pixels</source>
        <translation>den Stift um vier Pixel bewegen</translation>
    </message>
    <message>
        <source>Pen in hand at column %1, row %2. Arrows move it, Space puts it down, Esc lays it away.</source>
        <translation>Stift genommen, Spalte %1, Zeile %2. Pfeile bewegen ihn, die Leertaste setzt ihn auf, Esc legt ihn weg.</translation>
    </message>
    <message>
        <source>Pen laid away. Arrows shift the drawing.</source>
        <translation>Stift weggelegt. Pfeile verschieben die Zeichnung.</translation>
    </message>
    <message>
        <source>Lifted at column %1, row %2.</source>
        <translation>Abgehoben, Spalte %1, Zeile %2.</translation>
    </message>
    <message>
        <source>Eraser down at column %1, row %2.</source>
        <translation>Radierer aufgesetzt, Spalte %1, Zeile %2.</translation>
    </message>
    <message>
        <source>Pen down at column %1, row %2.</source>
        <translation>Stift aufgesetzt, Spalte %1, Zeile %2.</translation>
    </message>
    <message>
        <source>column %1, row %2, at the edge</source>
        <translation>Spalte %1, Zeile %2, am Rand</translation>
    </message>
    <message>
        <source>column %1, row %2, on ink</source>
        <translation>Spalte %1, Zeile %2, auf Tinte</translation>
    </message>
    <message>
        <source>column %1, row %2</source>
        <translation>Spalte %1, Zeile %2</translation>
    </message>
</context>
<context>
    <name>glowworm::PictureView</name>
    <message>
        <source>What the models see</source>
        <translation>Was die Modelle sehen</translation>
    </message>
    <message>
        <source>Drag: shifts the drawing by whole pixels. What is made centred comes back to the middle (More...: Centre, Fit 20 px).</source>
        <translation>Ziehen: verschiebt die Zeichnung um ganze Pixel. Was zentriert wird, kehrt in die Mitte zurück (Mehr...: Zentrieren, 20 px einpassen).</translation>
    </message>
    <message numerus="yes">
        <source>28 by 28 pixels, %n of them with ink</source>
        <translation>
            <numerusform>28 mal 28 Pixel, %n davon mit Tinte</numerusform>
            <numerusform>28 mal 28 Pixel, %n davon mit Tinte</numerusform>
        </translation>
    </message>
    <message>
        <source>empty</source>
        <translation>leer</translation>
    </message>
    <message>
        <source>The drawing after MNIST&apos;s own preparation: 28 x 28 grey levels, 784 numbers, all that both models know of it. The dotted box is 20 x 20; it is left out where the centre of mass moved the digit out of it. Dragging shifts the drawing, as the arrow keys do on the sheet.</source>
        <translation>Die Zeichnung nach MNISTs eigener Aufbereitung: 28 x 28 Graustufen, 784 Zahlen, alles, was beide Modelle von ihr wissen. Der gepunktete Kasten ist 20 x 20 groß; er fehlt, wo der Schwerpunkt die Ziffer aus ihm herausgeschoben hat. Ziehen verschiebt die Zeichnung, wie die Pfeiltasten auf dem Blatt.</translation>
    </message>
</context>
<context>
    <name>glowworm::PlotView</name>
    <message>
        <source>Opens what is missing here. It is read, never changed.</source>
        <translation>Öffnet, was hier fehlt. Es wird gelesen, nie geändert.</translation>
    </message>
</context>
<context>
    <name>glowworm::Preferences</name>
    <message>
        <source>Preferences</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Work</source>
        <translation>Arbeit</translation>
    </message>
    <message>
        <source>1 thread</source>
        <translation>1 Thread</translation>
    </message>
    <message numerus="yes">
        <source>%Ln threads</source>
        <translation>
            <numerusform>%Ln Thread</numerusform>
            <numerusform>%Ln Threads</numerusform>
        </translation>
    </message>
    <message>
        <source>threads</source>
        <translation>Threads</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Open folder: %1</source>
        <translation>Ordner öffnen: %1</translation>
    </message>
    <message>
        <source>No program of this desktop shows folders; it is %1.</source>
        <translation>Kein Programm dieses Desktops zeigt Ordner; es ist %1.</translation>
    </message>
    <message>
        <source>Shows the folder in the desktop&apos;s file manager.</source>
        <translation>Zeigt den Ordner im Dateiverwalter des Desktops.</translation>
    </message>
    <message>
        <source>Nothing has been kept there yet.</source>
        <translation>Dort wurde noch nichts behalten.</translation>
    </message>
    <message>
        <source>Folders</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>&amp;Choose...</source>
        <translation>Wä&amp;hlen...</translation>
    </message>
    <message>
        <source>Another folder for files that are saved.</source>
        <translation>Ein anderer Ordner für Dateien, die gespeichert werden.</translation>
    </message>
    <message>
        <source>Saved files</source>
        <translation>Gespeichertes</translation>
    </message>
    <message>
        <source>Trainings</source>
        <translation>Trainings</translation>
    </message>
    <message>
        <source>Timings</source>
        <translation>Messungen</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>Daten</translation>
    </message>
    <message>
        <source>Last work</source>
        <translation>Letzte Arbeit</translation>
    </message>
    <message>
        <source>Cache</source>
        <translation>Cache</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>These choices, in one file.</source>
        <translation>Diese Entscheidungen, in einer Datei.</translation>
    </message>
    <message>
        <source>&amp;Reset all settings</source>
        <translation>Alle Einstellungen &amp;zurücksetzen</translation>
    </message>
    <message>
        <source>To what they were at the first start. The ones there are now are kept in a file beside, and Ctrl+Z brings them back.</source>
        <translation>Auf den Stand des ersten Starts. Die jetzigen bleiben in einer Datei daneben erhalten, und Strg+Z holt sie zurück.</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Rückgängig</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Undo %1 (Ctrl+Z)</source>
        <translation>Rückgängig: %1 (Strg+Z)</translation>
    </message>
    <message>
        <source>Nothing has been changed here.</source>
        <translation>Hier wurde nichts geändert.</translation>
    </message>
    <message>
        <source>Folder for saved files</source>
        <translation>Ordner für gespeicherte Dateien</translation>
    </message>
    <message>
        <source>folder for saved files</source>
        <translation>Ordner für gespeicherte Dateien</translation>
    </message>
    <message>
        <source>All settings are as at the first start already.</source>
        <translation>Alle Einstellungen sind schon wie beim ersten Start.</translation>
    </message>
    <message>
        <source>Nothing was reset, as the settings could not be kept before: %1</source>
        <translation>Nichts wurde zurückgesetzt, weil sich die Einstellungen vorher nicht sichern ließen: %1</translation>
    </message>
    <message>
        <source>reset all settings</source>
        <translation>Alle Einstellungen zurücksetzen</translation>
    </message>
    <message>
        <source>All settings are as at the first start. Those before are kept as %1; Ctrl+Z brings them back.</source>
        <translation>Alle Einstellungen sind wie beim ersten Start. Die vorigen liegen in %1; Strg+Z holt sie zurück.</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>Aussehen</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Farben</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>Hoher Kontrast</translation>
    </message>
    <message>
        <source>colours</source>
        <translation>Farben</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>%L1 %</source>
        <translation>%L1 %</translation>
    </message>
    <message>
        <source>Size of text</source>
        <translation>Textgröße</translation>
    </message>
    <message>
        <source>size of text</source>
        <translation>Textgröße</translation>
    </message>
    <message>
        <source>Motion</source>
        <translation>Bewegung</translation>
    </message>
    <message>
        <source>Less</source>
        <translation>Weniger</translation>
    </message>
    <message>
        <source>Full</source>
        <translation>Voll</translation>
    </message>
    <message>
        <source>motion</source>
        <translation>Bewegung</translation>
    </message>
    <message>
        <source>Numbers</source>
        <translation>Zahlen</translation>
    </message>
    <message>
        <source>Plain: %1</source>
        <translation>Schlicht: %1</translation>
    </message>
    <message>
        <source>numbers</source>
        <translation>Zahlen</translation>
    </message>
    <message>
        <source>Continue where the &amp;last work ended</source>
        <translation>&amp;Mit der letzten Arbeit weitermachen</translation>
    </message>
    <message>
        <source>Each start shows what was open. A crash loses nothing either way.</source>
        <translation>Jeder Start zeigt, was offen war. Ein Absturz verliert so oder so nichts.</translation>
    </message>
    <message>
        <source>continuing the last work</source>
        <translation>Weitermachen mit der letzten Arbeit</translation>
    </message>
    <message>
        <source>Automatic: %L1</source>
        <translation>Automatisch: %L1</translation>
    </message>
    <message>
        <source>Threads for training</source>
        <translation>Threads fürs Training</translation>
    </message>
    <message>
        <source>From the next training on; a resumed one keeps its number and gives the same result. Automatic leaves one processor to the window.</source>
        <translation>Ab dem nächsten Training; ein fortgesetztes behält seine Zahl und kommt zum selben Ergebnis. Automatisch lässt dem Fenster einen Prozessor.</translation>
    </message>
    <message>
        <source>Where Glowworm keeps its files. The handbook says how to move them.</source>
        <translation>Wo Glowworm seine Dateien hat. Das Handbuch sagt, wie sie an einen anderen Ort kommen.</translation>
    </message>
    <message>
        <source>Where Save begins: the folder used last, or this one.</source>
        <translation>Wo Speichern beginnt: im zuletzt benutzten Ordner, oder in diesem.</translation>
    </message>
    <message>
        <source>Weights, losses and checkpoints of each run.</source>
        <translation>Gewichte, Losse und Checkpoints jedes Laufs.</translation>
    </message>
    <message>
        <source>Kept results.</source>
        <translation>Behaltene Ergebnisse.</translation>
    </message>
    <message>
        <source>Texts and pictures that Glowworm finds by itself.</source>
        <translation>Texte und Bilder, die Glowworm von selbst findet.</translation>
    </message>
    <message>
        <source>What is open in each window.</source>
        <translation>Was in jedem Fenster offen ist.</translation>
    </message>
    <message>
        <source>Counts of neurons. You may delete it at any time.</source>
        <translation>Zählungen von Neuronen. Er darf jederzeit gelöscht werden.</translation>
    </message>
    <message>
        <source>High contrast is black and white. Exported pictures are always light.</source>
        <translation>Hoher Kontrast ist schwarz und weiß. Exportierte Bilder sind immer hell.</translation>
    </message>
    <message>
        <source>Same as system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>From the next start on. Some sentences about files and errors stay English.</source>
        <translation>Ab dem nächsten Start. Manche Sätze über Dateien und Fehler bleiben englisch.</translation>
    </message>
    <message>
        <source>Also with Ctrl+Plus, Ctrl+Minus and Ctrl+0.</source>
        <translation>Auch mit Strg+Plus, Strg+Minus und Strg+0.</translation>
    </message>
    <message>
        <source>Less: lights have no halo, and nothing moves by itself.</source>
        <translation>Weniger: Lichter haben keinen Hof, und nichts bewegt sich von selbst.</translation>
    </message>
    <message>
        <source>From the next start on. Files and copied commands always have a decimal point; you may type a point or a comma.</source>
        <translation>Ab dem nächsten Start. Dateien und kopierte Befehle haben immer einen Dezimalpunkt; tippen lässt sich Punkt oder Komma.</translation>
    </message>
    <message>
        <source>Same as system: %1</source>
        <translation>Wie das System: %1</translation>
    </message>
</context>
<context>
    <name>glowworm::PresetCards</name>
    <message>
        <source>%1 parameters</source>
        <translation>%1 Parameter</translation>
    </message>
    <message>
        <source>Starts from this preset: every field below takes its value. The number of parameters is computed from the shapes, the time is estimated from how fast this machine has trained.</source>
        <translation>Beginnt mit dieser Vorlage: Jedes Feld darunter nimmt ihren Wert an. Die Zahl der Parameter ist aus den Formen berechnet, die Zeit daraus geschätzt, wie schnell dieser Rechner trainiert hat.</translation>
    </message>
    <message>
        <source>about %1</source>
        <translation>etwa %1</translation>
    </message>
    <message>
        <source>time: not measured</source>
        <translation>Zeit: nicht gemessen</translation>
    </message>
</context>
<context>
    <name>glowworm::ProbabilityBars</name>
    <message>
        <source>Probabilities by the model&apos;s outputs l, p(i) = exp(l(i)) / Σ exp(l(j)), the largest first where they are characters.</source>
        <translation>Wahrscheinlichkeiten aus den Ausgaben l des Modells, p(i) = exp(l(i)) / Σ exp(l(j)), bei Zeichen die größte zuerst.</translation>
    </message>
    <message>
        <source>likeliest</source>
        <translation>Favorit</translation>
    </message>
    <message>
        <source>others</source>
        <translation>andere</translation>
    </message>
</context>
<context>
    <name>glowworm::PromptEdit</name>
    <message>
        <source>What the text begins with</source>
        <translation>Womit der Text beginnt</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>Prompt</translation>
    </message>
    <message>
        <source>The text that the models continue. Characters they do not know are struck through and skipped.</source>
        <translation>Der Text, den die Modelle fortsetzen. Zeichen, die sie nicht kennen, sind durchgestrichen und werden übersprungen.</translation>
    </message>
    <message>
        <source>%1 (try %2)</source>
        <translation>%1 (besser %2)</translation>
    </message>
    <message>
        <source>a space</source>
        <translation>ein Leerzeichen</translation>
    </message>
    <message>
        <source>Not in the models&apos; alphabet, so skipped: %1</source>
        <translation>Nicht im Alphabet der Modelle, daher übersprungen: %1</translation>
    </message>
</context>
<context>
    <name>glowworm::Rail</name>
    <message>
        <source>Copy as
command</source>
        <translation>Als Befehl
kopieren</translation>
    </message>
    <message>
        <source>Copy as command</source>
        <translation>Als Befehl kopieren</translation>
    </message>
    <message>
        <source>The glowworm-cli line that does the same (Ctrl+Shift+C)</source>
        <translation>Die glowworm-cli-Zeile, die dasselbe tut (Strg+Umschalt+C)</translation>
    </message>
    <message>
        <source>Copies the glowworm-cli line that does what this panel does, with the same settings, files and seed: paste it into a terminal or a script.</source>
        <translation>Kopiert die glowworm-cli-Zeile, die dasselbe tut wie dieser Bereich, mit denselben Einstellungen, Dateien und demselben Seed: in ein Terminal oder ein Skript einfügen.</translation>
    </message>
    <message>
        <source>%1 (Ctrl+%2)</source>
        <translation>%1 (Strg+%2)</translation>
    </message>
</context>
<context>
    <name>glowworm::RecentFiles</name>
    <message>
        <source>%1 is not there any more.</source>
        <translation>%1 ist nicht mehr da.</translation>
    </message>
    <message>
        <source>Nothing was opened yet</source>
        <translation>Noch nichts geöffnet</translation>
    </message>
    <message>
        <source>&amp;Clear list</source>
        <translation>&amp;Liste leeren</translation>
    </message>
</context>
<context>
    <name>glowworm::RunCard</name>
    <message>
        <source>Kept runs</source>
        <translation>Gespeicherte Läufe</translation>
    </message>
    <message>
        <source>name of the run</source>
        <translation>Name des Laufs</translation>
    </message>
    <message>
        <source>note on the run</source>
        <translation>Notiz zum Lauf</translation>
    </message>
    <message>
        <source>colour of the run</source>
        <translation>Farbe des Laufs</translation>
    </message>
    <message>
        <source>runs in the plot</source>
        <translation>Läufe im Diagramm</translation>
    </message>
    <message>
        <source>The run on the screen is not at rest: stop it first (Esc), then delete it.</source>
        <translation>Der Lauf auf dem Bildschirm ruht nicht: erst stoppen (Esc), dann löschen.</translation>
    </message>
    <message>
        <source>delete run</source>
        <translation>Lauf löschen</translation>
    </message>
    <message numerus="yes">
        <source>delete %n runs</source>
        <translation>
            <numerusform>%n Lauf löschen</numerusform>
            <numerusform>%n Läufe löschen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>glowworm::RunComparison</name>
    <message>
        <source>Back to the live run</source>
        <translation>Zum aktuellen Lauf</translation>
    </message>
    <message>
        <source>The live run goes on meanwhile</source>
        <translation>Der aktuelle Lauf geht inzwischen weiter</translation>
    </message>
    <message>
        <source>Settings that differ</source>
        <translation>Unterschiedliche Einstellungen</translation>
    </message>
    <message>
        <source>A row a setting that is not the same in all of the runs, and a column a run. Figures are recorded ones.</source>
        <translation>Eine Zeile je Einstellung, die nicht in allen Läufen gleich ist, und eine Spalte je Lauf. Zahlen sind aufgezeichnet.</translation>
    </message>
    <message>
        <source>Setting</source>
        <translation>Einstellung</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message>
        <source>Lowest validation loss</source>
        <translation>Kleinster Validierungsverlust</translation>
    </message>
    <message>
        <source>recorded: of all evaluations of the first model</source>
        <translation>aufgezeichnet: aus allen Auswertungen des ersten Modells</translation>
    </message>
    <message>
        <source>The same, dense</source>
        <translation>Dasselbe, Dense</translation>
    </message>
    <message>
        <source>recorded: of all evaluations of the dense twin</source>
        <translation>aufgezeichnet: aus allen Auswertungen des Dense-Zwillings</translation>
    </message>
    <message>
        <source>Steps done</source>
        <translation>Schritte getan</translation>
    </message>
    <message>
        <source>of the newest checkpoint</source>
        <translation>des neuesten Checkpoints</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>Daten</translation>
    </message>
    <message>
        <source>Dense twin beside it</source>
        <translation>Dense-Zwilling daneben</translation>
    </message>
    <message>
        <source>1 setting differs</source>
        <translation>1 Einstellung ist anders</translation>
    </message>
    <message>
        <source>No setting differs</source>
        <translation>Keine Einstellung ist anders</translation>
    </message>
    <message>
        <source>%1 at step %2</source>
        <translation>%1 bei Schritt %2</translation>
    </message>
    <message numerus="yes">
        <source>%Ln settings differ</source>
        <translation>
            <numerusform>%Ln Einstellung ist anders</numerusform>
            <numerusform>%Ln Einstellungen sind anders</numerusform>
        </translation>
    </message>
    <message>
        <source>The one setting that is the same in all of these runs is left out.</source>
        <translation>Die eine Einstellung, die in all diesen Läufen gleich ist, ist weggelassen.</translation>
    </message>
    <message numerus="yes">
        <source>The %Ln settings that are the same in all of these runs are left out.</source>
        <translation>
            <numerusform>Die %Ln Einstellung, die in all diesen Läufen gleich ist, ist weggelassen.</numerusform>
            <numerusform>Die %Ln Einstellungen, die in all diesen Läufen gleich sind, sind weggelassen.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>glowworm::RunList</name>
    <message>
        <source>Name of the run</source>
        <translation>Name des Laufs</translation>
    </message>
    <message>
        <source>its kind</source>
        <translation>seine Art</translation>
    </message>
    <message>
        <source>Reopen</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
    <message>
        <source>Runs are kept here from their first step on.</source>
        <translation>Läufe werden hier ab ihrem ersten Schritt gespeichert.</translation>
    </message>
    <message>
        <source>Kept runs</source>
        <translation>Gespeicherte Läufe</translation>
    </message>
    <message>
        <source>Runs whose checkpoints are kept in your data folder, newest first. A tick draws the validation loss of a run as thin lines in its colour.</source>
        <translation>Läufe, deren Checkpoints im Datenordner liegen, die neuesten zuerst. Ein Haken zeichnet den Validierungsverlust eines Laufs als dünne Linien in seiner Farbe.</translation>
    </message>
    <message>
        <source>Shows the curves of the chosen run and goes on at its newest checkpoint when you train.</source>
        <translation>Zeigt die Kurven des gewählten Laufs und macht beim Trainieren an seinem neuesten Checkpoint weiter.</translation>
    </message>
    <message>
        <source>In the list of kept runs</source>
        <translation>In der Liste der gespeicherten Läufe</translation>
    </message>
    <message>
        <source>rename the run</source>
        <translation>den Lauf umbenennen</translation>
    </message>
    <message>
        <source>delete the runs that are chosen</source>
        <translation>die gewählten Läufe löschen</translation>
    </message>
    <message>
        <source>Note on the chosen run</source>
        <translation>Notiz zum gewählten Lauf</translation>
    </message>
    <message>
        <source>note on this run</source>
        <translation>Notiz zum Lauf</translation>
    </message>
    <message>
        <source>A note of your own on the chosen run, kept in its folder</source>
        <translation>Eine eigene Notiz zum gewählten Lauf, gespeichert in seinem Ordner</translation>
    </message>
    <message>
        <source>%1%2
%3, %4</source>
        <translation>%1%2
%3, %4</translation>
    </message>
    <message>
        <source>Show this run&apos;s curves and stand at its newest checkpoint, ready to resume</source>
        <translation>Die Kurven dieses Laufs zeigen und am neuesten Checkpoint bereitstehen, um ihn fortzusetzen</translation>
    </message>
    <message>
        <source>Choose a run first</source>
        <translation>Erst einen Lauf wählen</translation>
    </message>
    <message>
        <source>&amp;Rename</source>
        <translation>&amp;Umbenennen</translation>
    </message>
    <message>
        <source>&amp;Colour</source>
        <translation>F&amp;arbe</translation>
    </message>
    <message>
        <source>Re&amp;open</source>
        <translation>Ö&amp;ffnen</translation>
    </message>
    <message>
        <source>&amp;Train again</source>
        <translation>&amp;Noch einmal trainieren</translation>
    </message>
    <message>
        <source>Train again with another &amp;seed</source>
        <translation>Mit anderem &amp;Seed noch einmal trainieren</translation>
    </message>
    <message>
        <source>Com&amp;pare the settings</source>
        <translation>&amp;Einstellungen vergleichen</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>&amp;Löschen</translation>
    </message>
    <message>
        <source>its own</source>
        <translation>eigene</translation>
    </message>
    <message>
        <source>Name, colour, train again, go on from the best, compare or delete the chosen run; also by a right click</source>
        <translation>Den gewählten Lauf benennen, färben, noch einmal trainieren, vom Besten fortsetzen, vergleichen oder löschen; auch per Rechtsklick</translation>
    </message>
    <message>
        <source>&amp;Go on from the best at half the rate</source>
        <translation>Vom Besten mit halber Rate &amp;weiter</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>%1
step %2, begun %3
folder: %4
data: %5</source>
        <translation>%1
Schritt %2, begonnen %3
Ordner: %4
Daten: %5</translation>
    </message>
</context>
<context>
    <name>glowworm::RunNumbers</name>
    <message>
        <source>sparse</source>
        <translation>Sparse</translation>
    </message>
    <message>
        <source>dense</source>
        <translation>Dense</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>Validation</source>
        <translation>Validierung</translation>
    </message>
    <message>
        <source>The lowest validation loss so far; its step stands in the tooltip.</source>
        <translation>Der kleinste Validierungsverlust bisher; sein Schritt steht im Tooltip.</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>Trefferquote</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>Tempo</translation>
    </message>
    <message>
        <source>Gradient norm</source>
        <translation>Gradientennorm</translation>
    </message>
    <message>
        <source>Length of the newest step&apos;s whole gradient, before clipping.</source>
        <translation>Länge des ganzen Gradienten im neuesten Schritt, vor dem Kürzen.</translation>
    </message>
    <message>
        <source>Routing entropy</source>
        <translation>Routing-Entropie</translation>
    </message>
    <message>
        <source>Sparse only: how evenly the choices of each group spread over its neurons in the newest evaluation; 1 = all alike, 0 = always the same one. Mean over groups and layers of the winners&apos; entropy divided by the logarithm of the group&apos;s size.</source>
        <translation>Nur Sparse: wie gleichmäßig sich die Wahlen jeder Gruppe in der neuesten Auswertung auf ihre Neuronen verteilen; 1 = alle gleich, 0 = immer dasselbe. Mittel über Gruppen und Schichten aus der Entropie der Gewinner, geteilt durch den Logarithmus der Gruppengröße.</translation>
    </message>
    <message>
        <source>Gap at equal steps</source>
        <translation>Abstand nach Schritten</translation>
    </message>
    <message>
        <source>Sparse minus dense validation loss, at the newest step where both were evaluated.</source>
        <translation>Validierungsverlust Sparse minus Dense, beim neuesten Schritt, in dem beide ausgewertet wurden.</translation>
    </message>
    <message>
        <source>loss in nats per character</source>
        <translation>Verlust in Nats je Zeichen</translation>
    </message>
    <message>
        <source>Speed, characters/s</source>
        <translation>Tempo, Zeichen/s</translation>
    </message>
    <message>
        <source>sparse minus dense</source>
        <translation>Sparse minus Dense</translation>
    </message>
    <message>
        <source>no step yet where both twins were evaluated</source>
        <translation>noch kein Schritt, in dem beide Zwillinge ausgewertet wurden</translation>
    </message>
    <message>
        <source>not trained in this run</source>
        <translation>in diesem Lauf nicht trainiert</translation>
    </message>
    <message>
        <source>step %1</source>
        <translation>Schritt %1</translation>
    </message>
    <message>
        <source>newest 50 steps</source>
        <translation>die neuesten 50 Schritte</translation>
    </message>
    <message>
        <source>no step timed yet</source>
        <translation>noch kein Schritt gemessen</translation>
    </message>
    <message>
        <source>no evaluation yet</source>
        <translation>noch keine Auswertung</translation>
    </message>
    <message>
        <source>evaluation at step %1</source>
        <translation>Auswertung bei Schritt %1</translation>
    </message>
    <message>
        <source>at step %1</source>
        <translation>bei Schritt %1</translation>
    </message>
    <message>
        <source>text has none</source>
        <translation>bei Text gibt es keine</translation>
    </message>
    <message>
        <source>a dense layer has no router</source>
        <translation>eine Dense-Schicht hat keinen Router</translation>
    </message>
    <message>
        <source>Mean loss of the newest step&apos;s batch, in nats (natural logarithm) per character or picture.</source>
        <translation>Mittlerer Verlust des Batchs im neuesten Schritt, in Nats (natürlicher Logarithmus) je Zeichen oder Bild.</translation>
    </message>
    <message>
        <source>Mean loss of the newest evaluation, over all validation windows or test pictures; no dropout.</source>
        <translation>Mittlerer Verlust der neuesten Auswertung, über alle Validierungsfenster oder Testbilder; ohne Dropout.</translation>
    </message>
    <message>
        <source>Fraction of the test pictures named correctly in the newest evaluation.</source>
        <translation>Anteil der Testbilder, die in der neuesten Auswertung richtig benannt wurden.</translation>
    </message>
    <message>
        <source>Characters or pictures trained on per second of this model&apos;s own steps, over the newest 50; evaluations not counted.</source>
        <translation>Zeichen oder Bilder, auf denen je Sekunde der eigenen Schritte dieses Modells trainiert wurde, über die neuesten 50; Auswertungen zählen nicht.</translation>
    </message>
    <message>
        <source>Never chosen</source>
        <translation>Nie gewählt</translation>
    </message>
    <message>
        <source>Sparse only: fraction of the FF neurons that were chosen for nothing that the newest evaluation read.</source>
        <translation>Nur Sparse: Anteil der FF-Neuronen, die für nichts gewählt wurden, was die neueste Auswertung las.</translation>
    </message>
    <message>
        <source>at step %1, in nats</source>
        <translation>bei Schritt %1, in Nats</translation>
    </message>
    <message>
        <source>loss in nats per picture</source>
        <translation>Verlust in Nats je Bild</translation>
    </message>
    <message>
        <source>Speed, pictures/s</source>
        <translation>Tempo, Bilder/s</translation>
    </message>
    <message>
        <source>%1 at step %2</source>
        <translation>%1 bei Schritt %2</translation>
    </message>
    <message>
        <source>best validation loss</source>
        <translation>bester Validierungsverlust</translation>
    </message>
    <message>
        <source>dense %1</source>
        <translation>Dense %1</translation>
    </message>
    <message>
        <source>Validation at step %1</source>
        <translation>Validierung, Schritt %1</translation>
    </message>
</context>
<context>
    <name>glowworm::RunOverlay</name>
    <message>
        <source>%1, sparse</source>
        <translation>%1, Sparse</translation>
    </message>
    <message>
        <source>%1, dense</source>
        <translation>%1, Dense</translation>
    </message>
    <message>
        <source>%1 (step %2)</source>
        <translation>%1 (Schritt %2)</translation>
    </message>
    <message>
        <source>%1: validation %2</source>
        <translation>%1: Validierung %2</translation>
    </message>
    <message>
        <source>%1: validation %2, dense %3</source>
        <translation>%1: Validierung %2, Dense %3</translation>
    </message>
</context>
<context>
    <name>glowworm::RunPages</name>
    <message>
        <source>lit height: neurons chosen at all; glow: how evenly</source>
        <translation>helle Höhe: überhaupt gewählte Neuronen; Leuchten: wie gleichmäßig</translation>
    </message>
    <message>
        <source>height: chosen at all; glow: evenly</source>
        <translation>Höhe: überhaupt gewählt; Leuchten: gleichmäßig</translation>
    </message>
    <message>
        <source>Text after each evaluation</source>
        <translation>Text nach jeder Auswertung</translation>
    </message>
    <message>
        <source>Accuracy after each evaluation</source>
        <translation>Trefferquote nach jeder Auswertung</translation>
    </message>
    <message>
        <source>Load per group</source>
        <translation>Auslastung je Gruppe</translation>
    </message>
    <message>
        <source>Fold this away</source>
        <translation>Zuklappen</translation>
    </message>
    <message>
        <source>Show this below the curves</source>
        <translation>Unter den Kurven zeigen</translation>
    </message>
</context>
<context>
    <name>glowworm::SampleForm</name>
    <message>
        <source>temperature %1</source>
        <translation>Temperatur %1</translation>
    </message>
    <message>
        <source>top-k %1</source>
        <translation>Top-k %1</translation>
    </message>
    <message>
        <source>top-p %1</source>
        <translation>Top-p %1</translation>
    </message>
    <message>
        <source>seed %1</source>
        <translation>Seed %1</translation>
    </message>
    <message>
        <source>%1 new</source>
        <translation>%1 neue</translation>
    </message>
    <message>
        <source>off</source>
        <translation>aus</translation>
    </message>
</context>
<context>
    <name>glowworm::SampleLog</name>
    <message>
        <source>sparse</source>
        <translation>Sparse</translation>
    </message>
    <message>
        <source>dense</source>
        <translation>Dense</translation>
    </message>
    <message>
        <source>The first evaluation writes here.</source>
        <translation>Die erste Auswertung schreibt hierher.</translation>
    </message>
    <message>
        <source>step %1: validation %2</source>
        <translation>Schritt %1: Validierung %2</translation>
    </message>
    <message>
        <source>Samples of the sparse model</source>
        <translation>Proben des Sparse-Modells</translation>
    </message>
    <message>
        <source>Samples of the dense model</source>
        <translation>Proben des Dense-Modells</translation>
    </message>
    <message>
        <source>What the sparse model writes after each evaluation, always with the same seed: the text changes because the weights do.</source>
        <translation>Was das Sparse-Modell nach jeder Auswertung schreibt, immer mit demselben Seed: Der Text ändert sich, weil die Gewichte es tun.</translation>
    </message>
    <message>
        <source>What the dense model writes after each evaluation, always with the same seed: the text changes because the weights do.</source>
        <translation>Was das Dense-Modell nach jeder Auswertung schreibt, immer mit demselben Seed: Der Text ändert sich, weil die Gewichte es tun.</translation>
    </message>
    <message>
        <source>step %1: %2 of the test pictures right, loss %3</source>
        <translation>Schritt %1: %2 der Testbilder richtig, Verlust %3</translation>
    </message>
</context>
<context>
    <name>glowworm::SessionKeeper</name>
    <message>
        <source>What stands on the screen is not kept: %1</source>
        <translation>Was auf dem Bildschirm steht, wird nicht behalten: %1</translation>
    </message>
    <message>
        <source>What stood on the screen stays: %1</source>
        <translation>Was auf dem Bildschirm stand, bleibt: %1</translation>
    </message>
    <message>
        <source>What stands on the screen is not kept as a whole: %1</source>
        <translation>Was auf dem Bildschirm steht, wird nicht vollständig behalten: %1</translation>
    </message>
    <message>
        <source>Start afresh</source>
        <translation>Neu anfangen</translation>
    </message>
    <message>
        <source>Everything as after the first start. What stands here now can be brought back: File &gt; Bring the last session back.</source>
        <translation>Alles wie nach dem ersten Start. Was jetzt hier steht, kann zurückgeholt werden: Datei &gt; Letzte Sitzung zurückholen.</translation>
    </message>
    <message>
        <source>Bring it back</source>
        <translation>Zurückholen</translation>
    </message>
    <message>
        <source>As File &gt; Bring the last session back.</source>
        <translation>Wie Datei &gt; Letzte Sitzung zurückholen.</translation>
    </message>
    <message>
        <source>%1 is open. What stood here before can be brought back.</source>
        <translation>%1 ist geöffnet. Was vorher hier stand, kann zurückgeholt werden.</translation>
    </message>
    <message>
        <source>Everything is as after the first start. What stood here before can be brought back.</source>
        <translation>Alles ist wie nach dem ersten Start. Was vorher hier stand, kann zurückgeholt werden.</translation>
    </message>
    <message>
        <source>The last session cannot be brought back: %1</source>
        <translation>Die letzte Sitzung kann nicht zurückgeholt werden: %1</translation>
    </message>
    <message>
        <source>The last session is back. What stood here before can be brought back.</source>
        <translation>Die letzte Sitzung ist zurück. Was vorher hier stand, kann zurückgeholt werden.</translation>
    </message>
    <message>
        <source>A part of the session is left out: %1.</source>
        <translation>Ein Teil der Sitzung wird ausgelassen: %1.</translation>
    </message>
    <message>
        <source>%1 is open. What stood here before was not kept.</source>
        <translation>%1 ist geöffnet. Was vorher hier stand, wurde nicht behalten.</translation>
    </message>
    <message>
        <source>Glowworm was not closed properly last time. What was open then can be brought back.</source>
        <translation>Glowworm wurde das letzte Mal nicht richtig beendet. Was offen war, lässt sich zurückholen.</translation>
    </message>
    <message>
        <source>Glowworm crashed twice while it opened your last work: it starts afresh.</source>
        <translation>Glowworm ist zweimal abgestürzt, als es die letzte Arbeit öffnete: Es fängt neu an.</translation>
    </message>
    <message>
        <source>Your last work cannot be read: %1 It is kept as %2.</source>
        <translation>Die letzte Arbeit lässt sich nicht lesen: %1 Sie ist behalten als %2.</translation>
    </message>
    <message>
        <source>Glowworm was not closed properly last time. Everything is back except the last few seconds.</source>
        <translation>Glowworm wurde das letzte Mal nicht richtig beendet. Bis auf die letzten Sekunden ist alles wieder da.</translation>
    </message>
    <message>
        <source>Everything is as after the first start. What stood here before was not kept.</source>
        <translation>Alles ist wie nach dem ersten Start. Was vorher hier stand, wurde nicht behalten.</translation>
    </message>
    <message>
        <source>What stands here is not kept and could not be brought back. Save the session first (File &gt; Save session), or go on without it.</source>
        <translation>Was hier steht, wird nicht behalten und ließe sich nicht zurückholen. Zuerst die Sitzung speichern (Datei &gt; Sitzung speichern) oder ohne sie weitermachen.</translation>
    </message>
    <message>
        <source>Go on without it</source>
        <translation>Ohne sie weiter</translation>
    </message>
    <message>
        <source>What stands on the screen is lost</source>
        <translation>Was auf dem Bildschirm steht, geht verloren</translation>
    </message>
</context>
<context>
    <name>glowworm::SetupPanel</name>
    <message>
        <source>Preset</source>
        <translation>Vorlage</translation>
    </message>
    <message>
        <source>A whole set-up to start from: every field below takes its value. A changed field makes it your own.</source>
        <translation>Ein ganzer Aufbau für den Anfang: Jedes Feld darunter nimmt ihren Wert an. Ein geändertes Feld macht ihn zum eigenen.</translation>
    </message>
    <message>
        <source>Own configuration</source>
        <translation>Eigene Konfiguration</translation>
    </message>
    <message>
        <source>Train the dense twin beside it</source>
        <translation>Den Dense-Zwilling daneben trainieren</translation>
    </message>
    <message>
        <source>The same network with ordinary FF layers: same seed, same batches, steps in turn.</source>
        <translation>Dasselbe Netz mit gewöhnlichen FF-Schichten: gleicher Seed, gleiche Batches, Schritte abwechselnd.</translation>
    </message>
    <message>
        <source>dense twin</source>
        <translation>Dense-Zwilling</translation>
    </message>
    <message>
        <source>Train this</source>
        <translation>Dies trainieren</translation>
    </message>
    <message>
        <source>Starts the training of what stands below and shows it in Training (F5).</source>
        <translation>Startet das Training dessen, was unten steht, und zeigt es im Bereich Training (F5).</translation>
    </message>
    <message>
        <source>&amp;Start from</source>
        <translation>&amp;Beginnen mit</translation>
    </message>
    <message>
        <source>preset</source>
        <translation>Vorlage</translation>
    </message>
    <message>
        <source>%1, one field changed.</source>
        <translation>%1, ein Feld geändert.</translation>
    </message>
    <message>
        <source>%1, %L2 fields changed.</source>
        <translation>%1, %L2 Felder geändert.</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>Befehl</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Netz</translation>
    </message>
    <message>
        <source>In Set-up</source>
        <translation>Im Aufbau</translation>
    </message>
    <message>
        <source>fill the form from a copied line of glowworm-cli train</source>
        <translation>das Formular aus einer kopierten Zeile von glowworm-cli train füllen</translation>
    </message>
    <message>
        <source>Paste command</source>
        <translation>Befehl einfügen</translation>
    </message>
    <message>
        <source>Fill the form from a copied line of glowworm-cli train (Ctrl+V)</source>
        <translation>Das Formular aus einer kopierten Zeile von glowworm-cli train füllen (Strg+V)</translation>
    </message>
    <message>
        <source>pasted command</source>
        <translation>Eingefügter Befehl</translation>
    </message>
    <message>
        <source>moments</source>
        <translation>Momente</translation>
    </message>
    <message>
        <source>Opens what this network learns from. It is read, never changed.</source>
        <translation>Öffnet, woraus dieses Netz lernt. Es wird gelesen, nie verändert.</translation>
    </message>
    <message>
        <source>No text is open yet for it to learn from.</source>
        <translation>Noch ist kein Text offen, aus dem es lernen kann.</translation>
    </message>
    <message>
        <source>No pictures are open yet for it to learn from.</source>
        <translation>Noch sind keine Bilder offen, aus denen es lernen kann.</translation>
    </message>
    <message>
        <source>Nothing pasted: the clipboard holds no glowworm-cli command. Copy one with “Copy as command”.</source>
        <translation>Nichts eingefügt: Die Zwischenablage enthält keinen Befehl für glowworm-cli. „Als Befehl kopieren“ kopiert einen.</translation>
    </message>
    <message>
        <source>Nothing pasted: %1</source>
        <translation>Nichts eingefügt: %1</translation>
    </message>
    <message>
        <source>Pasted, but for %1: a training of the window does not take that from a command.</source>
        <translation>Eingefügt, bis auf %1: Das übernimmt ein Training des Fensters nicht aus einem Befehl.</translation>
    </message>
    <message>
        <source>The command names the data set %1, which was not fetched yet.</source>
        <translation>Der Befehl nennt den Datensatz %1, der noch nicht geholt wurde.</translation>
    </message>
    <message>
        <source>%1, and its dense twin</source>
        <translation>%1, mit Dense-Zwilling</translation>
    </message>
    <message>
        <source>How long each of these networks trains on this machine.</source>
        <translation>Wie lange jedes dieser Netze auf dieser Maschine trainiert.</translation>
    </message>
</context>
<context>
    <name>glowworm::ShadeChoice</name>
    <message>
        <source>Light by value: the brighter, the larger the neuron&apos;s value after the activation (M: the next)</source>
        <translation>Licht nach Wert: je heller, desto größer der Wert des Neurons nach der Aktivierung (M: nächste Art)</translation>
    </message>
    <message>
        <source>Light by probability: how surely the router chose the neuron, its share in the softmax over its column&apos;s logits (M: the next)</source>
        <translation>Licht nach Chance: wie sicher der Router das Neuron gewählt hat, seine Wahrscheinlichkeit im Softmax über die Logits seiner Spalte (M: nächste Art)</translation>
    </message>
    <message>
        <source>value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>probability</source>
        <translation>Chance</translation>
    </message>
    <message>
        <source>margin</source>
        <translation>Vorsprung</translation>
    </message>
    <message>
        <source>Light by margin: the brighter, the less its share was ahead of its rival&apos;s; a toss-up, less than %1 ahead, is cut in two (M: the next)</source>
        <translation>Licht nach Vorsprung: je heller, desto weniger lag sein Anteil vor dem seines Konkurrenten; eine knappe Wahl, unter %1 Vorsprung, ist zweigeteilt (M: nächste Art)</translation>
    </message>
    <message>
        <source>Light by value</source>
        <translation>Licht nach Wert</translation>
    </message>
    <message>
        <source>Light by probability</source>
        <translation>Licht nach Chance</translation>
    </message>
    <message>
        <source>Light by margin</source>
        <translation>Licht nach Vorsprung</translation>
    </message>
</context>
<context>
    <name>glowworm::ShareBars</name>
    <message>
        <source>Shares of its column</source>
        <translation>Anteile in seiner Spalte</translation>
    </message>
</context>
<context>
    <name>glowworm::SurgeryActions</name>
    <message>
        <source>Always choose it</source>
        <translation>Immer wählen</translation>
    </message>
    <message>
        <source>Pin the column</source>
        <translation>Die Spalte anheften</translation>
    </message>
    <message>
        <source>always choose %1</source>
        <translation>%1 immer wählen</translation>
    </message>
    <message>
        <source>pin the column of %1</source>
        <translation>die Spalte von %1 anheften</translation>
    </message>
    <message>
        <source>Switch on and write again</source>
        <translation>Einschalten, neu schreiben</translation>
    </message>
    <message>
        <source>Switch off and write again</source>
        <translation>Abschalten, neu schreiben</translation>
    </message>
    <message>
        <source>Switch on and ask again</source>
        <translation>Einschalten, neu fragen</translation>
    </message>
    <message>
        <source>Switch off and ask again</source>
        <translation>Abschalten, neu fragen</translation>
    </message>
    <message>
        <source>Always</source>
        <translation>Immer</translation>
    </message>
    <message>
        <source>Choose it</source>
        <translation>Wählen</translation>
    </message>
    <message>
        <source>Pinned</source>
        <translation>Angeheftet</translation>
    </message>
    <message>
        <source>Pin column</source>
        <translation>Spalte anheften</translation>
    </message>
    <message>
        <source>The dense twin has no router: nothing chooses there.</source>
        <translation>Der Dense-Zwilling hat keinen Router: Dort wird nichts gewählt.</translation>
    </message>
    <message>
        <source>It was not chosen for this drawing: to switch it off would change nothing here.</source>
        <translation>Es wurde für diese Zeichnung nicht gewählt: Abschalten würde hier nichts ändern.</translation>
    </message>
    <message>
        <source>switch on %1</source>
        <translation>%1 einschalten</translation>
    </message>
    <message>
        <source>switch off %1</source>
        <translation>%1 abschalten</translation>
    </message>
    <message>
        <source>The neuron may not fire: its rival, which came second in its column, takes over, in a softmax over those that are left. In the dense twin its value stays at zero. The file is never touched.</source>
        <translation>Das Neuron darf nicht feuern: Sein Konkurrent, der Zweite seiner Spalte, übernimmt, in einem Softmax über die übrigen. Im Dense-Zwilling bleibt sein Wert null. Die Datei wird nie verändert.</translation>
    </message>
    <message>
        <source>The router&apos;s choice in this column is set aside: the neuron always fires, with gate 1. The text is written again.</source>
        <translation>Die Wahl des Routers in dieser Spalte gilt nicht: Das Neuron feuert immer, mit Gate 1. Der Text wird neu geschrieben.</translation>
    </message>
    <message>
        <source>The router&apos;s choice in this column is set aside: the neuron always fires, with gate 1. The drawing is asked about again.</source>
        <translation>Die Wahl des Routers in dieser Spalte gilt nicht: Das Neuron feuert immer, mit Gate 1. Nach der Zeichnung wird neu gefragt.</translation>
    </message>
    <message>
        <source>The column goes on choosing, for every character, the neuron that it chose for the one that is shown, with gate 1. The text is written again.</source>
        <translation>Die Spalte wählt weiterhin, für jedes Zeichen, das Neuron, das sie für das gezeigte gewählt hat, mit Gate 1. Der Text wird neu geschrieben.</translation>
    </message>
    <message>
        <source>The column goes on choosing, for every drawing, the neuron that it chose for the one that is shown, with gate 1. The drawing is asked about again.</source>
        <translation>Die Spalte wählt weiterhin, für jede Zeichnung, das Neuron, das sie für die gezeigte gewählt hat, mit Gate 1. Nach der Zeichnung wird neu gefragt.</translation>
    </message>
</context>
<context>
    <name>glowworm::SurgeryBanner</name>
    <message>
        <source>The change of the validation loss: the mean over windows of the held-out text (or over test pictures) of the loss after less the loss before, and half of its 95 % interval, Student&apos;s quantile times the standard error of these paired differences, from five windows on.</source>
        <translation>Die Änderung des Validierungsverlusts: das Mittel über Fenster des zurückgehaltenen Textes (oder über Testbilder) aus dem Verlust danach minus dem davor, und die Hälfte seines 95-%-Intervalls, Student-Quantil mal Standardfehler dieser gepaarten Differenzen, ab fünf Fenstern.</translation>
    </message>
    <message>
        <source>take back surgery</source>
        <translation>Eingriffe zurücknehmen</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Undo all</source>
        <translation>Alles zurück</translation>
    </message>
    <message>
        <source>Takes back: %1. The file was never touched.</source>
        <translation>Nimmt zurück: %1. Die Datei wurde nie verändert.</translation>
    </message>
    <message>
        <source>Takes back all that was done to the neurons. The file was never touched.</source>
        <translation>Nimmt alles zurück, was mit den Neuronen getan wurde. Die Datei wurde nie verändert.</translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n weiteres</numerusform>
            <numerusform>%n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>Off: %1</source>
        <translation>Aus: %1</translation>
    </message>
    <message>
        <source>Off, dense: %1</source>
        <translation>Aus, Dense: %1</translation>
    </message>
    <message>
        <source>Always: %1</source>
        <translation>Immer: %1</translation>
    </message>
    <message>
        <source>the loss is being measured</source>
        <translation>der Verlust wird gemessen</translation>
    </message>
    <message>
        <source>per character: before %1, after %2; %3 of %4 windows</source>
        <translation>je Zeichen: vorher %1, nachher %2; %3 von %4 Fenstern</translation>
    </message>
    <message>
        <source>per picture: before %1, after %2; %3 of %4 pictures</source>
        <translation>je Bild: vorher %1, nachher %2; %3 von %4 Bildern</translation>
    </message>
    <message>
        <source>on %1 of the validation windows</source>
        <translation>auf %1 der Validierungsfenster</translation>
    </message>
    <message>
        <source>on %1 of the test pictures</source>
        <translation>auf %1 der Testbilder</translation>
    </message>
    <message>
        <source>No neuron is off or held.</source>
        <translation>Kein Neuron ist abgeschaltet oder festgehalten.</translation>
    </message>
    <message>
        <source>Validation after surgery: %1</source>
        <translation>Validierung nach dem Eingriff: %1</translation>
    </message>
    <message>
        <source>How much of the held-out text (or of the test pictures) the change of the loss is measured on so far; it is more exact the more was read.</source>
        <translation>An wie viel des zurückgehaltenen Textes (oder der Testbilder) die Änderung des Verlusts bisher gemessen ist; je mehr gelesen ist, desto genauer ist sie.</translation>
    </message>
    <message>
        <source>loss unknown</source>
        <translation>Loss unbekannt</translation>
    </message>
</context>
<context>
    <name>glowworm::SurpriseTrack</name>
    <message>
        <source>context re-read</source>
        <translation>Kontext neu gelesen</translation>
    </message>
    <message>
        <source>typed</source>
        <translation>getippt</translation>
    </message>
    <message>
        <source>first difference</source>
        <translation>erster Unterschied</translation>
    </message>
    <message>
        <source>height: surprise; underline: &gt; %1 nat</source>
        <translation>Höhe: Überraschung; unterstrichen: &gt; %1 Nat</translation>
    </message>
    <message>
        <source>surprise %1 nats: it had %2</source>
        <translation>Überraschung %1 Nats: es hatte %2</translation>
    </message>
    <message>
        <source>Character</source>
        <translation>Zeichen</translation>
    </message>
    <message>
        <source>Which character of the text the switchboard shows. The height of a bar is how surprised the model was by the character: minus the logarithm of the probability p that it gave it (at temperature 1), in nats. A character it was sure of has no height, one of p = 1 % has 4.6 nats.</source>
        <translation>Welches Zeichen des Textes die Tafel zeigt. Die Höhe eines Balkens sagt, wie sehr das Zeichen das Modell überraschte: minus der Logarithmus der Wahrscheinlichkeit p, die es ihm gab (bei Temperatur 1), in Nats. Ein Zeichen, dessen es sicher war, hat keine Höhe, eines mit p = 1 % hat 4,6 Nats.</translation>
    </message>
    <message>
        <source>character %1, %2</source>
        <translation>Zeichen %1, %2</translation>
    </message>
</context>
<context>
    <name>glowworm::Switchboard</name>
    <message>
        <source>Switchboard</source>
        <translation>Tafel</translation>
    </message>
    <message>
        <source>Every feed-forward neuron of every layer. A column is a group, a row a neuron. In a sparse layer exactly one neuron of a group is chosen: n = argmax of the router&apos;s logits of the group. Only those are computed. A light is a neuron with a positive value, a ring one that was chosen and is negative or zero; cut in two, another was nearly chosen. A cross: switched off; a plus: always chosen, with a bar over its column. Arrows move the cell cursor, PageUp and PageDown change the layer, F goes back to the chosen neuron, Enter asks about it, Menu offers what may be done to it, Ctrl+T lists the chosen.</source>
        <translation>Jedes Feed-Forward-Neuron jeder Schicht. Eine Spalte ist eine Gruppe, eine Zeile ein Neuron. In einer Sparse-Schicht wird genau ein Neuron einer Gruppe gewählt: n = argmax der Router-Logits der Gruppe. Nur diese werden berechnet. Ein Licht ist ein Neuron mit positivem Wert, ein Ring eines, das gewählt wurde und negativ oder null ist; geteilt: ein anderes wäre fast gewählt worden. Ein Kreuz: abgeschaltet; ein Plus: immer gewählt, mit einem Balken über der Spalte. Pfeile bewegen das markierte Feld, Bild auf und Bild ab wechseln die Schicht, F geht zum gewählten Neuron zurück, Eingabe fragt danach, Menü bietet an, was damit getan werden kann, Strg+T listet die gewählten.</translation>
    </message>
    <message>
        <source>No model is open.</source>
        <translation>Kein Modell ist offen.</translation>
    </message>
    <message>
        <source>In a switchboard</source>
        <translation>In einer Tafel</translation>
    </message>
    <message>
        <source>move the cell cursor</source>
        <translation>das markierte Feld bewegen</translation>
    </message>
    <message>
        <source>the layer before</source>
        <translation>die Schicht davor</translation>
    </message>
    <message>
        <source>the next layer</source>
        <translation>die nächste Schicht</translation>
    </message>
    <message>
        <source>back to the chosen neuron of this column</source>
        <translation>zurück zum gewählten Neuron dieser Spalte</translation>
    </message>
    <message>
        <source>ask about the neuron under the cursor</source>
        <translation>nach dem markierten Neuron fragen</translation>
    </message>
    <message>
        <source>what can be done to that neuron</source>
        <translation>was mit diesem Neuron getan werden kann</translation>
    </message>
    <message>
        <source>%1. Legend: %2</source>
        <translation>%1. Legende: %2</translation>
    </message>
    <message>
        <source>Export the board...</source>
        <translation>Tafel exportieren...</translation>
    </message>
    <message>
        <source>Show the board as a table</source>
        <translation>Die Tafel als Tabelle zeigen</translation>
    </message>
    <message>
        <source>%1. A: %2. B: %3</source>
        <translation>%1. A: %2. B: %3</translation>
    </message>
    <message>
        <source>Board</source>
        <translation>Tafel</translation>
    </message>
</context>
<context>
    <name>glowworm::TimeMachine</name>
    <message>
        <source>Time machine</source>
        <translation>Zeitreise</translation>
    </message>
    <message>
        <source>step %1 of %2</source>
        <translation>Schritt %1 von %2</translation>
    </message>
    <message>
        <source>%1 as at the end</source>
        <translation>%1 wie am Ende</translation>
    </message>
    <message>
        <source>sparse</source>
        <translation>Sparse</translation>
    </message>
    <message>
        <source>dense</source>
        <translation>Dense</translation>
    </message>
    <message>
        <source>Model to look back at</source>
        <translation>Modell für den Rückblick</translation>
    </message>
    <message>
        <source>Which of the twins is looked back at</source>
        <translation>Auf welchen der Zwillinge zurückgeblickt wird</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Jetzt</translation>
    </message>
    <message>
        <source>Back to the training as it is now</source>
        <translation>Zurück zum Training, wie es jetzt ist</translation>
    </message>
    <message>
        <source>In the time machine</source>
        <translation>In der Zeitreise</translation>
    </message>
    <message>
        <source>play the moments, or stop</source>
        <translation>die Momente abspielen oder stoppen</translation>
    </message>
    <message>
        <source>This run keeps no moments. With “Keep moments” in Set-up (Ctrl+1) the next one can be looked back at, from noise to habit.</source>
        <translation>Dieser Lauf speichert keine Momente. Mit „Momente behalten“ im Aufbau (Strg+1) lässt sich auf den nächsten zurückblicken, vom Rauschen zur Gewohnheit.</translation>
    </message>
    <message>
        <source>Moments of the run are kept here to look back at, from noise to habit.</source>
        <translation>Hier werden Momente des Laufs für den Rückblick gespeichert, vom Rauschen zur Gewohnheit.</translation>
    </message>
    <message>
        <source>Tick “Keep moments” in Set-up (Ctrl+1), and the run can be looked back at, from noise to habit.</source>
        <translation>Im Aufbau (Strg+1) „Momente behalten“ anhaken, und auf den Lauf lässt sich zurückblicken, vom Rauschen zur Gewohnheit.</translation>
    </message>
    <message>
        <source>The timing that runs comes first.</source>
        <translation>Die laufende Messung geht vor.</translation>
    </message>
    <message>
        <source>%1 at step %2</source>
        <translation>%1 bei Schritt %2</translation>
    </message>
    <message>
        <source>At step %1</source>
        <translation>Bei Schritt %1</translation>
    </message>
    <message>
        <source>Sparse, at step %1</source>
        <translation>Sparse, bei Schritt %1</translation>
    </message>
    <message>
        <source>Dense, at step %1</source>
        <translation>Dense, bei Schritt %1</translation>
    </message>
    <message>
        <source>These weights are not on the disk yet: they are written at the next evaluation or when the training is stopped.</source>
        <translation>Diese Gewichte sind noch nicht gespeichert: Sie werden bei der nächsten Auswertung oder beim Stoppen des Trainings geschrieben.</translation>
    </message>
    <message>
        <source>training loss %1</source>
        <translation>Trainingsverlust %1</translation>
    </message>
    <message>
        <source>validation %1</source>
        <translation>Validierung %1</translation>
    </message>
    <message>
        <source>validation %1 at step %2</source>
        <translation>Validierung %1 bei Schritt %2</translation>
    </message>
    <message>
        <source>%1 right</source>
        <translation>%1 richtig</translation>
    </message>
    <message>
        <source>Stop playing</source>
        <translation>Abspielen stoppen</translation>
    </message>
    <message>
        <source>Play the moments</source>
        <translation>Die Momente abspielen</translation>
    </message>
    <message>
        <source>Stop here (Space)</source>
        <translation>Hier stoppen (Leertaste)</translation>
    </message>
    <message>
        <source>Play the run from here, or again from its first step (Space)</source>
        <translation>Den Lauf von hier abspielen, oder noch einmal vom ersten Schritt (Leertaste)</translation>
    </message>
    <message>
        <source>not yet trained</source>
        <translation>noch untrainiert</translation>
    </message>
    <message>
        <source>its newest moment</source>
        <translation>neuester Moment</translation>
    </message>
    <message>
        <source>The run is being opened: its moments come with it.</source>
        <translation>Der Lauf wird geöffnet: seine Momente kommen mit ihm.</translation>
    </message>
</context>
<context>
    <name>glowworm::Timeline</name>
    <message>
        <source>Play or hold</source>
        <translation>Abspielen oder anhalten</translation>
    </message>
    <message>
        <source>Hold the view, or go on (Space)</source>
        <translation>Die Ansicht anhalten oder weiterlaufen lassen (Leertaste)</translation>
    </message>
    <message>
        <source>Type here</source>
        <translation>Hier tippen</translation>
    </message>
    <message>
        <source>Bookmarks</source>
        <translation>Lesezeichen</translation>
    </message>
    <message>
        <source>The bookmarks of this text, and a new one (B)</source>
        <translation>Die Lesezeichen dieses Textes, und ein neues (B)</translation>
    </message>
    <message>
        <source>nats</source>
        <translation>Nats</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>surprise %1</source>
        <translation>Überraschung %1</translation>
    </message>
    <message>
        <source>Type another text in place of this character, and let the models go on from there (F2, or a double click on a character)</source>
        <translation>An Stelle dieses Zeichens anderen Text tippen und die Modelle von dort weiterschreiben lassen (F2 oder Doppelklick auf ein Zeichen)</translation>
    </message>
    <message>
        <source>The picked character and the last one that there will be, counted from 0 and with the prompt</source>
        <translation>Das gewählte Zeichen und das letzte, das es geben wird, gezählt ab 0 und mit dem Prompt</translation>
    </message>
    <message>
        <source>minus the logarithm of the %1 that the model gave this character, at temperature 1</source>
        <translation>minus der Logarithmus der %1, die das Modell diesem Zeichen gab, bei Temperatur 1</translation>
    </message>
    <message>
        <source>What was there before the first character says nothing of it.</source>
        <translation>Vor dem ersten Zeichen stand nichts, das etwas über es sagt.</translation>
    </message>
    <message>
        <source>Hold the view; the models go on (Space)</source>
        <translation>Die Ansicht anhalten; die Modelle schreiben weiter (Leertaste)</translation>
    </message>
    <message>
        <source>Go on through the text (Space)</source>
        <translation>Durch den Text weiterlaufen (Leertaste)</translation>
    </message>
    <message>
        <source>Hold</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>Abspielen</translation>
    </message>
    <message>
        <source>First character</source>
        <translation>Erstes Zeichen</translation>
    </message>
    <message>
        <source>To the first character (Home)</source>
        <translation>Zum ersten Zeichen (Pos1)</translation>
    </message>
    <message>
        <source>Character back</source>
        <translation>Zeichen zurück</translation>
    </message>
    <message>
        <source>One character back (,)</source>
        <translation>Ein Zeichen zurück (,)</translation>
    </message>
    <message>
        <source>Character forward</source>
        <translation>Zeichen weiter</translation>
    </message>
    <message>
        <source>One character forward (.)</source>
        <translation>Ein Zeichen weiter (.)</translation>
    </message>
    <message>
        <source>Newest character</source>
        <translation>Neuestes Zeichen</translation>
    </message>
    <message>
        <source>To the newest character, and follow it (End)</source>
        <translation>Zum neuesten Zeichen, und ihm folgen (Ende)</translation>
    </message>
    <message>
        <source>no character yet</source>
        <translation>noch kein Zeichen</translation>
    </message>
</context>
<context>
    <name>glowworm::TimingBanner</name>
    <message>
        <source>Guess first</source>
        <translation>Erst raten</translation>
    </message>
    <message>
        <source>Drag a mark to how many times faster you expect the sparse one to be, then measure: the result lands on the same axis</source>
        <translation>Eine Marke dorthin ziehen, wie viel schneller Sparse vermutlich ist, dann messen: Das Ergebnis landet auf derselben Achse</translation>
    </message>
    <message>
        <source>Drag the mark to what you expect of the next timing, then time it.</source>
        <translation>Die Marke auf das ziehen, was von der nächsten Messung erwartet wird, dann messen.</translation>
    </message>
    <message>
        <source>Drag the mark to what you expect, then time it.</source>
        <translation>Die Marke auf das Erwartete ziehen, dann messen.</translation>
    </message>
    <message>
        <source>95 % interval, 2,000 resamples over paired rounds</source>
        <translation>95-%-Intervall, 2.000 Resamples über gepaarte Runden</translation>
    </message>
    <message>
        <source>%1 dense, %2 sparse: medians of %3 rounds</source>
        <translation>%1 Dense, %2 Sparse: Mediane von %3 Runden</translation>
    </message>
    <message>
        <source>So far, after %1 of %2 rounds. About %3 left.</source>
        <translation>Bisher, nach %1 von %2 Runden. Noch etwa %3.</translation>
    </message>
    <message>
        <source>%1; %2</source>
        <translation>%1; %2</translation>
    </message>
    <message>
        <source>Measuring</source>
        <translation>Misst</translation>
    </message>
    <message>
        <source>a verdict is given after five rounds</source>
        <translation>ein Urteil gibt es nach fünf Runden</translation>
    </message>
    <message>
        <source>Preparing and checking that both compute the same function. About %1 left.</source>
        <translation>Vorbereiten und prüfen, dass beide dasselbe berechnen. Noch etwa %1.</translation>
    </message>
    <message>
        <source>The first verdict comes after five rounds. About %1 left.</source>
        <translation>Das erste Urteil kommt nach fünf Runden. Noch etwa %1.</translation>
    </message>
    <message>
        <source>bytes read by dense / bytes read by sparse: at one token a call time follows bytes</source>
        <translation>von Dense gelesene Bytes / von Sparse gelesene Bytes: bei einem Token je Aufruf folgt die Zeit den Bytes</translation>
    </message>
    <message>
        <source>Not measured yet</source>
        <translation>Noch nicht gemessen</translation>
    </message>
    <message>
        <source>press Time it (F5)</source>
        <translation>Messen (F5) drücken</translation>
    </message>
    <message>
        <source>%1 Time it (F5) takes about %2.</source>
        <translation>%1 Messen (F5) dauert etwa %2.</translation>
    </message>
    <message>
        <source>By the bytes that each reads; nothing is measured yet.</source>
        <translation>Nach den Bytes, die jedes liest; noch ist nichts gemessen.</translation>
    </message>
    <message>
        <source>%1, 95 % interval %2</source>
        <translation>%1, 95-%-Intervall %2</translation>
    </message>
    <message>
        <source>Not believable</source>
        <translation>Nicht glaubhaft</translation>
    </message>
    <message>
        <source>At most %1</source>
        <translation>Höchstens %1</translation>
    </message>
    <message>
        <source>%1 dense, %2 sparse. Noisy rounds, above the ceiling by bytes: time it again.</source>
        <translation>%1 Dense, %2 Sparse. Unruhige Runden, über der Obergrenze nach Bytes: noch einmal messen.</translation>
    </message>
    <message>
        <source>%1 dense, %2 sparse. Noisy rounds: time it again.</source>
        <translation>%1 Dense, %2 Sparse. Unruhige Runden: noch einmal messen.</translation>
    </message>
    <message>
        <source>%1 dense, %2 sparse, above the ceiling by bytes: medians of %3 rounds</source>
        <translation>%1 Dense, %2 Sparse, über der Obergrenze nach Bytes: Mediane von %3 Runden</translation>
    </message>
</context>
<context>
    <name>glowworm::TimingCases</name>
    <message>
        <source>sparse, Glowworm</source>
        <translation>Sparse, Glowworm</translation>
    </message>
    <message>
        <source>Our engine: the router chooses, then only the fired neurons&apos; rows are read and multiplied.</source>
        <translation>Unsere Engine: Der Router wählt, dann werden nur die Zeilen der gefeuerten Neuronen gelesen und multipliziert.</translation>
    </message>
    <message>
        <source>dense, Glowworm</source>
        <translation>Dense, Glowworm</translation>
    </message>
    <message>
        <source>Our engine, same kernels and threads: every neuron is computed.</source>
        <translation>Unsere Engine, gleiche Kernel und Threads: Jedes Neuron wird berechnet.</translation>
    </message>
    <message>
        <source>dense, zeros skipped</source>
        <translation>Dense, ohne Nullen</translation>
    </message>
    <message>
        <source>Our dense engine, but weight rows of neurons that are 0 after the ReLU are not read.</source>
        <translation>Unsere Dense-Engine, aber Gewichtszeilen von Neuronen, die nach der ReLU 0 sind, werden nicht gelesen.</translation>
    </message>
    <message>
        <source>sparse, masked dense</source>
        <translation>Sparse, maskiert dense</translation>
    </message>
    <message>
        <source>The sparse layer computed the naive way: all neurons, then the losers set to 0.</source>
        <translation>Die Sparse-Schicht auf naive Art berechnet: alle Neuronen, dann die Verlierer auf 0 gesetzt.</translation>
    </message>
    <message>
        <source>dense of equal work</source>
        <translation>Dense mit gleicher Arbeit</translation>
    </message>
    <message>
        <source>A dense layer made as narrow as the sparse one&apos;s bytes: the same work, without a router.</source>
        <translation>Eine Dense-Schicht, so schmal wie die Bytes der Sparse-Schicht: die gleiche Arbeit, ohne Router.</translation>
    </message>
    <message>
        <source>dense, LibTorch, no cache</source>
        <translation>Dense, LibTorch, ohne Cache</translation>
    </message>
    <message>
        <source>LibTorch runs the dense model over the whole context again for each token, as the study did.</source>
        <translation>LibTorch rechnet das Dense-Modell für jedes Token wieder über den ganzen Kontext, wie die Studie es tat.</translation>
    </message>
    <message>
        <source>dense, LibTorch</source>
        <translation>Dense, LibTorch</translation>
    </message>
    <message>
        <source>LibTorch&apos;s own operators on the same weights and inputs, every neuron computed.</source>
        <translation>LibTorchs eigene Operatoren mit denselben Gewichten und Eingaben, jedes Neuron berechnet.</translation>
    </message>
    <message>
        <source>sparse by gather, LibTorch</source>
        <translation>Sparse per Gather, LibTorch</translation>
    </message>
    <message>
        <source>LibTorch&apos;s own operators in the study&apos;s way: the fired neurons&apos; rows are gathered by index, then multiplied.</source>
        <translation>LibTorchs eigene Operatoren auf die Art der Studie: Die Zeilen der gefeuerten Neuronen werden per Index gesammelt, dann multipliziert.</translation>
    </message>
    <message>
        <source>pictures</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>tokens</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>one FF layer</source>
        <translation>eine FF-Schicht</translation>
    </message>
    <message>
        <source>whole layer</source>
        <translation>ganze Schicht</translation>
    </message>
    <message>
        <source>whole token</source>
        <translation>ganzes Token</translation>
    </message>
    <message>
        <source>prompt</source>
        <translation>Prompt</translation>
    </message>
    <message>
        <source>several texts at once</source>
        <translation>mehrere Texte zugleich</translation>
    </message>
    <message>
        <source>pictures of digits</source>
        <translation>Ziffernbilder</translation>
    </message>
    <message>
        <source>%1 × %2, %3, rank %4</source>
        <translation>%1 × %2, %3, Rang %4</translation>
    </message>
    <message>
        <source>%1, %2 heads, %3 tokens in the cache</source>
        <translation>%1, %2 Köpfe, %3 Token im Cache</translation>
    </message>
    <message>
        <source>%1 fires</source>
        <translation>%1 feuert</translation>
    </message>
    <message>
        <source>whole layer, %1</source>
        <translation>ganze Schicht, %1</translation>
    </message>
    <message>
        <source>whole token, %1</source>
        <translation>ganzes Token, %1</translation>
    </message>
    <message>
        <source>prompt of %1 tokens, %2</source>
        <translation>Prompt von %1 Token, %2</translation>
    </message>
    <message>
        <source>a token of each of %1 texts, %2</source>
        <translation>ein Token von jedem von %1 Texten, %2</translation>
    </message>
    <message>
        <source>1 picture, %1</source>
        <translation>1 Bild, %1</translation>
    </message>
    <message>
        <source>%1 pictures, %2</source>
        <translation>%1 Bilder, %2</translation>
    </message>
    <message>
        <source>%1, 1 token a call</source>
        <translation>%1, 1 Token je Aufruf</translation>
    </message>
    <message>
        <source>%1, %2 tokens a call</source>
        <translation>%1, %2 Token je Aufruf</translation>
    </message>
    <message>
        <source>One FF layer, %1: %2</source>
        <translation>Eine FF-Schicht, %1: %2</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>random weights of the study&apos;s size</source>
        <translation>Zufallsgewichte in der Größe der Studie</translation>
    </message>
    <message>
        <source>%1 tokens in the cache</source>
        <translation>%1 Token im Cache</translation>
    </message>
    <message>
        <source>1 thread</source>
        <translation>1 Thread</translation>
    </message>
    <message>
        <source>%1 threads</source>
        <translation>%1 Threads</translation>
    </message>
    <message>
        <source>fp32</source>
        <translation>fp32</translation>
    </message>
    <message>
        <source>%1 rounds</source>
        <translation>%1 Runden</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>measured: %1 %2, sparse %3: medians of %4 rounds, both in each round in shuffled order</source>
        <translation>gemessen: %1 %2, Sparse %3: Mediane von %4 Runden, beide in jeder Runde in gemischter Reihenfolge</translation>
    </message>
    <message>
        <source>interval: 95 %, 2,000 resamples over paired rounds; %1 at least a variant and round, fresh inputs, threads: %2</source>
        <translation>Intervall: 95 %, 2.000 Resamples über gepaarte Runden; mindestens %1 je Variante und Runde, frische Eingaben, Threads: %2</translation>
    </message>
    <message>
        <source>not measured</source>
        <translation>nicht gemessen</translation>
    </message>
    <message>
        <source>%1 of %2 rounds: a ratio is shown after five</source>
        <translation>%1 von %2 Runden: ein Verhältnis wird nach fünf gezeigt</translation>
    </message>
    <message>
        <source>not believable, %1</source>
        <translation>nicht glaubhaft, %1</translation>
    </message>
    <message>
        <source>%1: %2 × %3</source>
        <translation>%1: %2 × %3</translation>
    </message>
    <message>
        <source>computed from the shapes; nothing measured</source>
        <translation>berechnet aus den Formen; nichts gemessen</translation>
    </message>
    <message>
        <source>random weights</source>
        <translation>Zufallsgewichte</translation>
    </message>
    <message>
        <source>models of no file</source>
        <translation>Modelle aus keiner Datei</translation>
    </message>
    <message>
        <source>sparse %1</source>
        <translation>Sparse %1</translation>
    </message>
    <message>
        <source>dense %1</source>
        <translation>Dense %1</translation>
    </message>
    <message>
        <source>rounds: %1, each variant at least %2 in each</source>
        <translation>Runden: %1, jede Variante mindestens %2 je Runde</translation>
    </message>
    <message>
        <source>stopped before the end</source>
        <translation>vor dem Ende angehalten</translation>
    </message>
</context>
<context>
    <name>glowworm::TimingCosts</name>
    <message>
        <source>computed from the shapes, fp32, each weight read once by one token:</source>
        <translation>berechnet aus den Formen, fp32, jedes Gewicht einmal von einem Token gelesen:</translation>
    </message>
    <message>
        <source>%1: %2, %3 of the dense total</source>
        <translation>%1: %2, %3 der Dense-Summe</translation>
    </message>
    <message>
        <source>not measured</source>
        <translation>nicht gemessen</translation>
    </message>
    <message>
        <source>not measured yet</source>
        <translation>noch nicht gemessen</translation>
    </message>
    <message>
        <source>measured: median of %1 rounds, one token a call, as a fraction of the dense median %2 of the same rounds</source>
        <translation>gemessen: Median von %1 Runden, ein Token je Aufruf, als Anteil des Dense-Medians %2 derselben Runden</translation>
    </message>
    <message>
        <source>dense</source>
        <translation>Dense</translation>
    </message>
    <message>
        <source>sparse</source>
        <translation>Sparse</translation>
    </message>
    <message>
        <source>computed: bytes that one token reads</source>
        <translation>berechnet: Bytes, die ein Token liest</translation>
    </message>
    <message>
        <source>measured: median of each part</source>
        <translation>gemessen: Median jedes Teils</translation>
    </message>
    <message>
        <source>
%1: %2</source>
        <translation>
%1: %2</translation>
    </message>
    <message>
        <source>
%1: %2 (%3)</source>
        <translation>
%1: %2 (%3)</translation>
    </message>
    <message>
        <source>Above the ceiling that bytes at equal reading speed allow: %1. Likely the dense weights no longer fit the processor&apos;s cache.</source>
        <translation>Über der Obergrenze, die Bytes bei gleicher Lesegeschwindigkeit erlauben: %1. Wahrscheinlich passen die Dense-Gewichte nicht mehr in den Cache des Prozessors.</translation>
    </message>
    <message>
        <source>stopped after %1 of %2 rounds</source>
        <translation>gestoppt nach %1 von %2 Runden</translation>
    </message>
    <message>
        <source>One FF layer is timed as a whole. Whole token, under What, times its parts too.</source>
        <translation>Eine FF-Schicht wird als Ganzes gemessen. Ganzes Token, unter Was, misst auch ihre Teile.</translation>
    </message>
    <message>
        <source>Timed as a whole, without a clock between its parts: %1.</source>
        <translation>Als Ganzes gemessen, ohne Uhr zwischen den Teilen: %1.</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message numerus="yes">
        <source>%1 (So with %Ln more.)</source>
        <translation>
            <numerusform>%1 (Ebenso bei %Ln weiteren.)</numerusform>
            <numerusform>%1 (Ebenso bei %Ln weiteren.)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>glowworm::TimingFacts</name>
    <message>
        <source>after %1 steps of training</source>
        <translation>nach %1 Trainingsschritten</translation>
    </message>
    <message>
        <source>measured on %1 windows of the validation part, %2</source>
        <translation>gemessen an %1 Fenstern des Validierungsteils, %2</translation>
    </message>
    <message>
        <source>figure of the model&apos;s file, %1</source>
        <translation>Zahl aus der Datei des Modells, %1</translation>
    </message>
    <message>
        <source>of the read rate</source>
        <translation>der Leserate</translation>
    </message>
    <message>
        <source>A dense token reads %1 at %2 GB/s; a plain sum of as many bytes reads at %3 GB/s, in the same rounds, one thread: %4 [%5, %6]</source>
        <translation>Ein Dense-Token liest %1 mit %2 GB/s; eine einfache Summe ebenso vieler Bytes liest mit %3 GB/s, in denselben Runden, ein Thread: %4 [%5, %6]</translation>
    </message>
    <message>
        <source>%1 threads</source>
        <translation>%1 Threads</translation>
    </message>
    <message>
        <source>Whole token, dense, one thread over %1: %2</source>
        <translation>Ganzes Token, Dense, ein Thread gegen %1: %2</translation>
    </message>
    <message>
        <source>%1 sparse</source>
        <translation>%1 Sparse</translation>
    </message>
    <message>
        <source>Time of dense fp32 over sparse %1, in the same rounds: %2</source>
        <translation>Zeit von Dense fp32 durch Sparse %1, in denselben Runden: %2</translation>
    </message>
    <message>
        <source>dense</source>
        <translation>Dense</translation>
    </message>
    <message>
        <source>sparse</source>
        <translation>Sparse</translation>
    </message>
    <message>
        <source>accuracy, %1</source>
        <translation>Trefferquote, %1</translation>
    </message>
    <message>
        <source>loss, %1</source>
        <translation>Verlust, %1</translation>
    </message>
    <message>
        <source>nats per character, %1</source>
        <translation>Nats pro Zeichen, %1</translation>
    </message>
    <message>
        <source>loss by %1</source>
        <translation>Verlust durch %1</translation>
    </message>
    <message>
        <source>Sparse in %1 %2, in fp32 %3 nats per character, %4</source>
        <translation>Sparse in %1 %2, in fp32 %3 Nats pro Zeichen, %4</translation>
    </message>
</context>
<context>
    <name>glowworm::TimingForm</name>
    <message>
        <source>FF layer alone</source>
        <translation>Nur FF-Schicht</translation>
    </message>
    <message>
        <source>One feed-forward layer on random inputs</source>
        <translation>Eine Feed-Forward-Schicht mit zufälligen Eingaben</translation>
    </message>
    <message>
        <source>Whole layer</source>
        <translation>Ganze Schicht</translation>
    </message>
    <message>
        <source>One token through one block with random weights: norms, attention over a filled cache, FF</source>
        <translation>Ein Token durch einen Block mit Zufallsgewichten: Normen, Attention über einen gefüllten Cache, FF</translation>
    </message>
    <message>
        <source>Whole token</source>
        <translation>Ganzes Token</translation>
    </message>
    <message>
        <source>One token through a dense and a sparse text model; with number formats, parts and threads</source>
        <translation>Ein Token durch ein Dense- und ein Sparse-Textmodell; mit Zahlenformaten, Teilen und Threads</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>Prompt</translation>
    </message>
    <message>
        <source>A whole prompt in one call through both text models</source>
        <translation>Ein ganzer Prompt in einem Aufruf durch beide Textmodelle</translation>
    </message>
    <message>
        <source>Batch of texts</source>
        <translation>Mehrere Texte</translation>
    </message>
    <message>
        <source>One token of each of several texts in one call</source>
        <translation>Ein Token von jedem von mehreren Texten in einem Aufruf</translation>
    </message>
    <message>
        <source>Digit pictures</source>
        <translation>Ziffernbilder</translation>
    </message>
    <message>
        <source>Pictures through a dense and a sparse digit network</source>
        <translation>Bilder durch ein Dense- und ein Sparse-Ziffernnetz</translation>
    </message>
    <message>
        <source>Crossover map</source>
        <translation>Schwellenkarte</translation>
    </message>
    <message>
        <source>One feed-forward layer over densities and tokens a call: minutes</source>
        <translation>Eine Feed-Forward-Schicht über Dichten und Token je Aufruf: dauert Minuten</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>random, study&apos;s size</source>
        <translation>zufällig, Größe der Studie</translation>
    </message>
    <message>
        <source>Random weights take the same time as trained ones; only trained ones have a loss to show beside the speed</source>
        <translation>Zufallsgewichte brauchen dieselbe Zeit wie trainierte; nur trainierte haben einen Verlust, der neben der Geschwindigkeit steht</translation>
    </message>
    <message>
        <source>Shape</source>
        <translation>Form</translation>
    </message>
    <message>
        <source>Fires</source>
        <translation>Feuert</translation>
    </message>
    <message>
        <source>Groups of which one neuron each fires: every divisor of the number of neurons. The weights are random, the routing is uniform</source>
        <translation>Gruppen, von denen je ein Neuron feuert: jeder Teiler der Zahl der Neuronen. Die Gewichte sind zufällig, das Routing ist gleichverteilt</translation>
    </message>
    <message>
        <source>what is timed</source>
        <translation>was gemessen wird</translation>
    </message>
    <message>
        <source>models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>shape</source>
        <translation>Form</translation>
    </message>
    <message>
        <source>what fires</source>
        <translation>was feuert</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>study</source>
        <translation>Studie</translation>
    </message>
    <message>
        <source>Set-up</source>
        <translation>Aufbau</translation>
    </message>
    <message>
        <source>open model</source>
        <translation>offenes Modell</translation>
    </message>
    <message>
        <source>%1: none open</source>
        <translation>%1: keins offen</translation>
    </message>
    <message>
        <source>%1: %2 × %3</source>
        <translation>%1: %2 × %3</translation>
    </message>
    <message>
        <source>%1 wide, %2 neurons, router rank %3, %4 layers in rotation</source>
        <translation>%1 breit, %2 Neuronen, Router-Rang %3, %4 Schichten im Wechsel</translation>
    </message>
    <message>
        <source>the open pair</source>
        <translation>das offene Paar</translation>
    </message>
    <message>
        <source>no open pair</source>
        <translation>kein offenes Paar</translation>
    </message>
    <message>
        <source>A dense and a sparse digit model, opened with File, Open model</source>
        <translation>Ein Dense- und ein Sparse-Ziffernmodell, geöffnet mit Datei, Modell öffnen</translation>
    </message>
    <message>
        <source>A dense and a sparse text model, opened with File, Open model</source>
        <translation>Ein Dense- und ein Sparse-Textmodell, geöffnet mit Datei, Modell öffnen</translation>
    </message>
    <message>
        <source>%1 of %2 = %3</source>
        <translation>%1 von %2 = %3</translation>
    </message>
    <message>
        <source>Check at least one line under Fires.</source>
        <translation>Unter Feuert mindestens eine Zeile ankreuzen.</translation>
    </message>
    <message>
        <source>Set-up holds a digit network, which has no attention: choose another shape.</source>
        <translation>Im Aufbau steht ein Ziffernnetz, das keine Attention hat: eine andere Form wählen.</translation>
    </message>
</context>
<context>
    <name>glowworm::TimingList</name>
    <message>
        <source>%1
cannot be read</source>
        <translation>%1
kann nicht gelesen werden</translation>
    </message>
    <message>
        <source>FF %1 × %2, %3</source>
        <translation>FF %1 × %2, %3</translation>
    </message>
    <message>
        <source>%1 cases</source>
        <translation>%1 Fälle</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1, partial</source>
        <translation>%1, unvollständig</translation>
    </message>
    <message>
        <source>%1
%2</source>
        <translation>%1
%2</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Vergleichen</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Each finished or cancelled run is kept here.</source>
        <translation>Jede beendete oder abgebrochene Messung wird hier gespeichert.</translation>
    </message>
    <message>
        <source>Kept timings</source>
        <translation>Messungen</translation>
    </message>
    <message>
        <source>Every timing that was finished or cancelled, newest first, with its machine and settings. Enter opens one.</source>
        <translation>Jede Messung, die beendet oder abgebrochen wurde, die neueste zuerst, mit Rechner und Einstellungen. Eingabe öffnet eine.</translation>
    </message>
    <message>
        <source>Shows the timing that is chosen in the list, as it was recorded.</source>
        <translation>Zeigt die in der Liste gewählte Messung, wie sie aufgezeichnet wurde.</translation>
    </message>
    <message>
        <source>Lays the chosen timing beside the one shown: the ratio of their times, row by row.</source>
        <translation>Legt die gewählte Messung neben die gezeigte: das Verhältnis ihrer Zeiten, Zeile für Zeile.</translation>
    </message>
    <message>
        <source>Takes the chosen timing out of the list and its file into the folder &quot;removed&quot; beside it; Undo brings it back.</source>
        <translation>Nimmt die gewählte Messung aus der Liste und legt ihre Datei in den Ordner „removed“ daneben; Rückgängig holt sie zurück.</translation>
    </message>
    <message>
        <source>In the list of kept timings</source>
        <translation>In der Liste gespeicherter Messungen</translation>
    </message>
    <message>
        <source>delete it; Undo brings it back</source>
        <translation>löschen; Rückgängig holt sie zurück</translation>
    </message>
    <message>
        <source>End compare</source>
        <translation>Vergleich beenden</translation>
    </message>
    <message>
        <source>Out of the list (Del); Undo brings it back</source>
        <translation>Aus der Liste (Entf); Rückgängig holt sie zurück</translation>
    </message>
    <message>
        <source>Timing runs.</source>
        <translation>Eine Messung läuft.</translation>
    </message>
    <message>
        <source>Choose a result first</source>
        <translation>Erst ein Ergebnis wählen</translation>
    </message>
    <message>
        <source>Show this result</source>
        <translation>Dieses Ergebnis zeigen</translation>
    </message>
    <message>
        <source>This one is shown already</source>
        <translation>Dieses wird schon gezeigt</translation>
    </message>
    <message>
        <source>Show one result alone again</source>
        <translation>Wieder ein Ergebnis allein zeigen</translation>
    </message>
    <message>
        <source>Lay this result&apos;s ratios beside the ones shown</source>
        <translation>Die Verhältnisse dieses Ergebnisses neben die gezeigten legen</translation>
    </message>
    <message>
        <source>Add file...</source>
        <translation>Datei hinzufügen...</translation>
    </message>
    <message>
        <source>Add a result of another machine, and lay it beside the one shown</source>
        <translation>Ein Ergebnis eines anderen Rechners hinzufügen und neben das gezeigte legen</translation>
    </message>
    <message>
        <source>Copies a result from elsewhere into this list: what glowworm-cli bench --json has printed, or what another person exported as JSON. Where one of the same kind is shown, it is compared with that at once.</source>
        <translation>Kopiert ein Ergebnis von anderswo in diese Liste: was glowworm-cli bench --json ausgegeben oder jemand anders als JSON exportiert hat. Wird eines derselben Art gezeigt, so wird es sofort damit verglichen.</translation>
    </message>
    <message>
        <source>not believable</source>
        <translation>nicht glaubhaft</translation>
    </message>
</context>
<context>
    <name>glowworm::TimingPanel</name>
    <message>
        <source>Time it</source>
        <translation>Messen</translation>
    </message>
    <message>
        <source>Times every variant in shuffled turns, round by round, so that a busy moment meets them all. The ratio is that of the medians, dense time / sparse time, with its 95 % interval by bootstrap over rounds (F5).</source>
        <translation>Misst jede Variante in gemischter Folge, Runde für Runde, damit ein unruhiger Augenblick alle trifft. Das Verhältnis ist das der Mediane, Dense-Zeit / Sparse-Zeit, mit 95-%-Intervall per Bootstrap über die Runden (F5).</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Stop after this round (Esc); what was measured stays, marked as stopped</source>
        <translation>Nach dieser Runde stoppen (Esc); was gemessen ist, bleibt und gilt als gestoppt</translation>
    </message>
    <message>
        <source>Timing works alone, or it would measure the other work as well: this pauses or stops that first.</source>
        <translation>Eine Messung läuft allein, sonst würde sie die andere Arbeit mitmessen: Dies hält sie vorher an oder stoppt sie.</translation>
    </message>
    <message>
        <source>Benchmark progress</source>
        <translation>Fortschritt der Messung</translation>
    </message>
    <message>
        <source>What to time</source>
        <translation>Was gemessen wird</translation>
    </message>
    <message>
        <source>Timings</source>
        <translation>Messungen</translation>
    </message>
    <message>
        <source>Timing runs.</source>
        <translation>Eine Messung läuft.</translation>
    </message>
    <message>
        <source>Start timing (F5)</source>
        <translation>Messung starten (F5)</translation>
    </message>
    <message>
        <source>Pause training, time, resume</source>
        <translation>Training anhalten, messen, fortsetzen</translation>
    </message>
    <message>
        <source>Stop the writing, then time</source>
        <translation>Schreiben stoppen, dann messen</translation>
    </message>
    <message>
        <source>takes about %1</source>
        <translation>dauert etwa %1</translation>
    </message>
    <message>
        <source>%1; about %2 left</source>
        <translation>%1; noch etwa %2</translation>
    </message>
    <message>
        <source>Not kept: %1</source>
        <translation>Nicht gespeichert: %1</translation>
    </message>
    <message>
        <source>Not measured: %1</source>
        <translation>Nicht gemessen: %1</translation>
    </message>
    <message>
        <source>dense</source>
        <translation>Dense</translation>
    </message>
    <message>
        <source>sparse</source>
        <translation>Sparse</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>%1 against %2</source>
        <translation>%1 gegen %2</translation>
    </message>
    <message>
        <source>recorded %1</source>
        <translation>aufgezeichnet %1</translation>
    </message>
    <message>
        <source>delete timing</source>
        <translation>Messung löschen</translation>
    </message>
    <message>
        <source>open timing</source>
        <translation>Messung öffnen</translation>
    </message>
    <message>
        <source>Not compared: the result of %1 timed something else (%2) than the one shown (%3). Open it instead, or choose one of the same kind.</source>
        <translation>Nicht verglichen: Das Ergebnis von %1 hat etwas anderes gemessen (%2) als das gezeigte (%3). Stattdessen öffnen oder eines derselben Art wählen.</translation>
    </message>
    <message>
        <source>Not compared: the result of %1 is of another shape (%2) than the one shown (%3), so its ratios say nothing about these.</source>
        <translation>Nicht verglichen: Das Ergebnis von %1 hat eine andere Form (%2) als das gezeigte (%3), darum sagen seine Verhältnisse nichts über diese.</translation>
    </message>
    <message>
        <source>Not compared: the result of %1 has no case in common with the one shown: other densities, or other tokens a call.</source>
        <translation>Nicht verglichen: Das Ergebnis von %1 hat keinen Fall mit dem gezeigten gemeinsam: andere Dichten oder andere Token je Aufruf.</translation>
    </message>
    <message>
        <source>compare timings</source>
        <translation>Messungen vergleichen</translation>
    </message>
    <message>
        <source>end comparison</source>
        <translation>Vergleich beenden</translation>
    </message>
    <message>
        <source>order of the table</source>
        <translation>Reihenfolge der Tabelle</translation>
    </message>
    <message>
        <source>guess</source>
        <translation>Vermutung</translation>
    </message>
    <message>
        <source>The timing has ended. %1</source>
        <translation>Die Messung ist beendet. %1</translation>
    </message>
    <message>
        <source>Each row of the table tells of the other result too.</source>
        <translation>Jede Zeile der Tabelle nennt auch das andere Ergebnis.</translation>
    </message>
    <message>
        <source>%1 is in the list of kept timings. Open it there once this one has ended.</source>
        <translation>%1 steht in der Liste der gespeicherten Messungen. Öffne sie dort, wenn diese hier beendet ist.</translation>
    </message>
    <message>
        <source>Pause training, stop writing, time</source>
        <translation>Beides anhalten, dann messen</translation>
    </message>
    <message>
        <source>new timing</source>
        <translation>neue Messung</translation>
    </message>
    <message>
        <source>%1 is not in the list of kept timings.</source>
        <translation>%1 steht nicht in der Liste der gespeicherten Messungen.</translation>
    </message>
</context>
<context>
    <name>glowworm::TimingPlot</name>
    <message>
        <source>all</source>
        <translation>alle</translation>
    </message>
    <message>
        <source>Speed-up of sparse over the baseline</source>
        <translation>Beschleunigung von Sparse gegen den Vergleichswert</translation>
    </message>
    <message>
        <source>Times faster, t(baseline) / t(sparse), over the fraction 1/N of neurons that fire; whiskers are 95 % intervals. The dashes are the ceiling by bytes: bytes read by dense / bytes read by sparse.</source>
        <translation>So oft schneller, t(Vergleichswert) / t(sparse), über dem Anteil 1/N der Neuronen, die feuern; Fühler sind 95-%-Intervalle. Die Striche sind die Obergrenze nach Bytes: von Dense gelesene Bytes / von Sparse gelesene Bytes.</translation>
    </message>
    <message>
        <source>%1 firing, %2 %3 a call: %4</source>
        <translation>%1 feuert, %2 %3 je Aufruf: %4</translation>
    </message>
    <message>
        <source>%1 per call</source>
        <translation>%1 je Aufruf</translation>
    </message>
    <message>
        <source>fraction of neurons that fire</source>
        <translation>Anteil der Neuronen, die feuern</translation>
    </message>
    <message>
        <source>times faster</source>
        <translation>schneller</translation>
    </message>
    <message>
        <source>%1 fires</source>
        <translation>%1 feuert</translation>
    </message>
    <message>
        <source>ceiling by bytes, one token a call (computed)</source>
        <translation>Obergrenze nach Bytes, ein Token je Aufruf (berechnet)</translation>
    </message>
    <message>
        <source>ceiling by bytes (computed)</source>
        <translation>Obergrenze nach Bytes (berechnet)</translation>
    </message>
    <message>
        <source>measured, 95 % interval</source>
        <translation>gemessen, 95-%-Intervall</translation>
    </message>
</context>
<context>
    <name>glowworm::TimingPlots</name>
    <message>
        <source>Crossover map</source>
        <translation>Schwellenkarte</translation>
    </message>
    <message>
        <source>Speed-up</source>
        <translation>Beschleunigung</translation>
    </message>
    <message>
        <source>plot in view</source>
        <translation>gezeigtes Diagramm</translation>
    </message>
    <message>
        <source>baseline of the plot</source>
        <translation>Vergleichswert des Diagramms</translation>
    </message>
    <message>
        <source>against %1</source>
        <translation>gegen %1</translation>
    </message>
    <message>
        <source>Baseline of the ratios</source>
        <translation>Vergleichswert der Verhältnisse</translation>
    </message>
    <message>
        <source>What sparse is compared with: ratio = t(baseline) / t(sparse).</source>
        <translation>Womit Sparse verglichen wird: Verhältnis = t(Vergleichswert) / t(sparse).</translation>
    </message>
    <message>
        <source>Where the time goes</source>
        <translation>Wohin die Zeit geht</translation>
    </message>
    <message>
        <source>At one token a call every weight is read once, so time follows bytes: the computed bar is the least time, as a fraction of the dense one&apos;s, that equal reading speed allows. The dashes draw that ceiling through the measured bar.</source>
        <translation>Bei einem Token je Aufruf wird jedes Gewicht einmal gelesen, darum folgt die Zeit den Bytes: Der berechnete Balken ist die kleinste Zeit, als Anteil der Dense-Zeit, die gleiche Lesegeschwindigkeit erlaubt. Die Striche ziehen diese Obergrenze durch den gemessenen Balken.</translation>
    </message>
    <message>
        <source>Check at least one line under Fires.</source>
        <translation>Unter Feuert mindestens eine Zeile ankreuzen.</translation>
    </message>
    <message>
        <source>Bytes and parts are compared at one token a call: choose FF layer alone or Whole token under What.</source>
        <translation>Bytes und Teile werden bei einem Token je Aufruf verglichen: unter Was „Nur FF-Schicht“ oder „Ganzes Token“ wählen.</translation>
    </message>
    <message>
        <source>The map is of one FF layer: choose it, or the crossover map, under What.</source>
        <translation>Die Karte gilt für eine FF-Schicht: sie oder die Schwellenkarte unter Was wählen.</translation>
    </message>
    <message>
        <source>Check at least one line under Fires, and write tokens a call.</source>
        <translation>Unter Feuert mindestens eine Zeile ankreuzen und Token je Aufruf eintragen.</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Export</translation>
    </message>
    <message>
        <source>This plot as PNG, SVG or PDF, with title, units and machine (Ctrl+E)</source>
        <translation>Dieses Diagramm als PNG, SVG oder PDF, mit Titel, Einheiten und Rechner (Strg+E)</translation>
    </message>
    <message>
        <source>Times the sparse layer is faster, %1; %2 wide, %3 neurons</source>
        <translation>Wie viel schneller die Sparse-Schicht ist, %1; %2 breit, %3 Neuronen</translation>
    </message>
    <message>
        <source>Speed-up of sparse %1</source>
        <translation>Beschleunigung von Sparse %1</translation>
    </message>
    <message>
        <source>Where the time goes: bytes read (computed) and time (measured) of one token</source>
        <translation>Wohin die Zeit geht: gelesene Bytes (berechnet) und Zeit (gemessen) eines Token</translation>
    </message>
</context>
<context>
    <name>glowworm::TimingReport</name>
    <message>
        <source>variant</source>
        <translation>Variante</translation>
    </message>
    <message>
        <source>fired</source>
        <translation>gefeuert</translation>
    </message>
    <message>
        <source>tokens per call</source>
        <translation>Token je Aufruf</translation>
    </message>
    <message>
        <source>pictures per call</source>
        <translation>Bilder je Aufruf</translation>
    </message>
    <message>
        <source>µs per call</source>
        <translation>µs je Aufruf</translation>
    </message>
    <message>
        <source>middle half</source>
        <translation>mittlere Hälfte</translation>
    </message>
    <message>
        <source>to</source>
        <translation>bis</translation>
    </message>
    <message>
        <source>tokens/s</source>
        <translation>Token/s</translation>
    </message>
    <message>
        <source>pictures/s</source>
        <translation>Bilder/s</translation>
    </message>
    <message>
        <source>against sparse</source>
        <translation>gegen Sparse</translation>
    </message>
    <message>
        <source>of a token</source>
        <translation>eines Tokens</translation>
    </message>
    <message>
        <source>part</source>
        <translation>Teil</translation>
    </message>
    <message>
        <source>bytes</source>
        <translation>Bytes</translation>
    </message>
    <message>
        <source>fraction of bytes</source>
        <translation>Anteil der Bytes</translation>
    </message>
    <message>
        <source>Glowworm: timings</source>
        <translation>Glowworm: Zeitmessung</translation>
    </message>
</context>
<context>
    <name>glowworm::TimingResult</name>
    <message>
        <source>another processor (%1, %2)</source>
        <translation>ein anderer Prozessor (%1, %2)</translation>
    </message>
    <message>
        <source>threads: %1</source>
        <translation>Threads: %1</translation>
    </message>
    <message>
        <source>another build</source>
        <translation>ein anderer Build</translation>
    </message>
    <message>
        <source>another shape (%1)</source>
        <translation>eine andere Form (%1)</translation>
    </message>
    <message>
        <source>tokens in the cache: %1</source>
        <translation>Token im Cache: %1</translation>
    </message>
    <message>
        <source>other checkpoints</source>
        <translation>andere Checkpoints</translation>
    </message>
    <message>
        <source>partial</source>
        <translation>unvollständig</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Details</translation>
    </message>
    <message>
        <source>Shows below the table how the two were compared, all that is noteworthy, and the machine</source>
        <translation>Zeigt unter der Tabelle, wie die beiden verglichen wurden, alles Bemerkenswerte und den Rechner</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Export</translation>
    </message>
    <message>
        <source>Copy table</source>
        <translation>Tabelle kopieren</translation>
    </message>
    <message>
        <source>The table as Markdown (Ctrl+C in the table)</source>
        <translation>Die Tabelle als Markdown (Strg+C in der Tabelle)</translation>
    </message>
    <message>
        <source>Before anything is timed, the fired path must compute the same function as the masked dense product, within 1e-4, and read only the fired neurons&apos; weight rows. What is not equal is not timed.</source>
        <translation>Vor jeder Messung muss der gefeuerte Weg dieselbe Funktion berechnen wie das maskierte Dense-Produkt, auf 1e-4 genau, und nur die Gewichtszeilen der gefeuerten Neuronen lesen. Was nicht gleich ist, wird nicht gemessen.</translation>
    </message>
    <message>
        <source>Every variant</source>
        <translation>Jede Variante</translation>
    </message>
    <message>
        <source>Preparing weights and checking that both paths compute the same function…</source>
        <translation>Gewichte werden vorbereitet; geprüft wird, dass beide Wege dieselbe Funktion berechnen…</translation>
    </message>
    <message>
        <source>This result is partial: %1.</source>
        <translation>Dieses Ergebnis ist unvollständig: %1.</translation>
    </message>
    <message>
        <source>The compared result of %1 differs in more than its numbers: %2.</source>
        <translation>Das verglichene Ergebnis von %1 unterscheidet sich in mehr als seinen Zahlen: %2.</translation>
    </message>
    <message numerus="yes">
        <source>%1 (%Ln more under Details)</source>
        <translation>
            <numerusform>%1 (%Ln weiterer unter Details)</numerusform>
            <numerusform>%1 (%Ln weitere unter Details)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln notes, under Details</source>
        <translation>
            <numerusform>%Ln Hinweis, unter Details</numerusform>
            <numerusform>%Ln Hinweise, unter Details</numerusform>
        </translation>
    </message>
    <message>
        <source>There is no finished result yet</source>
        <translation>Es gibt noch kein fertiges Ergebnis</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>✓ Equivalence check passed on %1 inputs, largest relative difference %2 (allowed: 1e-4); weight rows read, of those allowed: %3.</source>
        <translation>✓ Gleichheit an %1 Eingaben geprüft, größte relative Abweichung %2 (erlaubt: 1e-4); gelesene Gewichtszeilen, von den erlaubten: %3.</translation>
    </message>
    <message>
        <source>The table is copied, as Markdown.</source>
        <translation>Die Tabelle ist kopiert, als Markdown.</translation>
    </message>
    <message>
        <source>CSV, JSON, Markdown, HTML, LaTeX, or a plot as PNG, SVG or PDF (Ctrl+E)</source>
        <translation>CSV, JSON, Markdown, HTML, LaTeX oder ein Diagramm als PNG, SVG oder PDF (Strg+E)</translation>
    </message>
    <message>
        <source>Press Time it (F5) to time what is chosen at the left.</source>
        <translation>Messen (F5) misst, was links gewählt ist.</translation>
    </message>
    <message>
        <source>What is drawn below is computed from the shapes; measured values join it.</source>
        <translation>Was unten gezeichnet ist, ist aus den Formen berechnet; gemessene Werte kommen hinzu.</translation>
    </message>
    <message>
        <source>✓ Equivalence check passed; more under Details</source>
        <translation>✓ Gleichheitsprüfung bestanden; mehr unter Details</translation>
    </message>
</context>
<context>
    <name>glowworm::TimingTable</name>
    <message>
        <source>measured: median of %1 rounds; microseconds of each: %2</source>
        <translation>gemessen: Median von %1 Runden; Mikrosekunden jeder: %2</translation>
    </message>
    <message>
        <source>Timings</source>
        <translation>Messungen</translation>
    </message>
    <message>
        <source>A row a variant: the median time, each round as a dot - the first at the top, so that a drift slants -, the middle half as a bar, and the ratio t(row) / t(sparse) with its 95 % interval. An interval that holds 1 shows no difference.</source>
        <translation>Eine Zeile je Variante: die mittlere Zeit, jede Runde als Punkt – die erste oben, damit eine Drift sich neigt –, die mittlere Hälfte als Balken und das Verhältnis t(Zeile) / t(sparse) mit 95-%-Intervall. Ein Intervall, das 1 enthält, zeigt keinen Unterschied.</translation>
    </message>
    <message>
        <source>In the table of timings</source>
        <translation>In der Tabelle der Messungen</translation>
    </message>
    <message>
        <source>copy it as Markdown</source>
        <translation>als Markdown kopieren</translation>
    </message>
    <message>
        <source>Case and implementation</source>
        <translation>Fall und Umsetzung</translation>
    </message>
    <message>
        <source>Median</source>
        <translation>Median</translation>
    </message>
    <message>
        <source>Tokens/s</source>
        <translation>Token/s</translation>
    </message>
    <message>
        <source>Sparse faster by</source>
        <translation>Sparse schneller um</translation>
    </message>
    <message>
        <source>What ran interleaved in the same rounds, and which code did the work</source>
        <translation>Was verschränkt in denselben Runden lief, und welcher Code die Arbeit tat</translation>
    </message>
    <message>
        <source>Median over rounds of the time of one call (FF layer: one layer; whole token: one token)</source>
        <translation>Median der Zeit eines Aufrufs über die Runden (FF-Schicht: eine Schicht; ganzes Token: ein Token)</translation>
    </message>
    <message>
        <source>Every round as a dot, the first at the top; the bar is the middle half, the large dot the median; all rows on one logarithmic axis</source>
        <translation>Jede Runde als Punkt, die erste oben; der Balken ist die mittlere Hälfte, der große Punkt der Median; alle Zeilen auf einer logarithmischen Achse</translation>
    </message>
    <message>
        <source>Computed from the median</source>
        <translation>Berechnet aus dem Median</translation>
    </message>
    <message>
        <source>This row&apos;s median divided by the sparse one&apos;s of the same case, with the 95 % bootstrap interval over paired rounds (2,000 resamples). A case&apos;s own line: against our dense engine</source>
        <translation>Median dieser Zeile durch den von Sparse im selben Fall, mit dem 95-%-Bootstrap-Intervall über gepaarte Runden (2.000 Resamples). Die Zeile des Falls selbst: gegen unsere Dense-Engine</translation>
    </message>
    <message>
        <source>The same ratio in the other result</source>
        <translation>Dasselbe Verhältnis im anderen Ergebnis</translation>
    </message>
    <message>
        <source>Rounds</source>
        <translation>Runden</translation>
    </message>
    <message>
        <source>Pictures/s</source>
        <translation>Bilder/s</translation>
    </message>
    <message>
        <source>in %1</source>
        <translation>in %1</translation>
    </message>
    <message>
        <source>All rows below ran in the same rounds, interleaved, on the same inputs</source>
        <translation>Alle Zeilen darunter liefen in denselben Runden, verschränkt, mit denselben Eingaben</translation>
    </message>
    <message>
        <source>%1 of %2 rounds</source>
        <translation>%1 von %2 Runden</translation>
    </message>
    <message>
        <source>no timed round yet</source>
        <translation>noch keine gemessene Runde</translation>
    </message>
    <message>
        <source>middle half %1 to %2</source>
        <translation>mittlere Hälfte %1 bis %2</translation>
    </message>
    <message>
        <source>one second divided by the median</source>
        <translation>eine Sekunde durch den Median</translation>
    </message>
    <message>
        <source>The others are compared with this row</source>
        <translation>Die anderen werden mit dieser Zeile verglichen</translation>
    </message>
    <message>
        <source>no difference, %1</source>
        <translation>kein Unterschied, %1</translation>
    </message>
    <message>
        <source>the other result has no such case</source>
        <translation>das andere Ergebnis hat diesen Fall nicht</translation>
    </message>
    <message>
        <source>recorded: median of the sparse row in %1</source>
        <translation>aufgezeichnet: Median der Sparse-Zeile in %1</translation>
    </message>
    <message>
        <source>the other result has no such row</source>
        <translation>das andere Ergebnis hat diese Zeile nicht</translation>
    </message>
    <message>
        <source>The two intervals overlap: no difference between the results is shown.
</source>
        <translation>Die zwei Intervalle überlappen: Ein Unterschied der Ergebnisse ist nicht gezeigt.
</translation>
    </message>
    <message>
        <source>The two intervals lie apart: the results differ.
</source>
        <translation>Die zwei Intervalle liegen auseinander: Die Ergebnisse unterscheiden sich.
</translation>
    </message>
    <message>
        <source>recorded %1: </source>
        <translation>aufgezeichnet %1: </translation>
    </message>
</context>
<context>
    <name>glowworm::TokenEdit</name>
    <message>
        <source>Text in its place</source>
        <translation>Text an seiner Stelle</translation>
    </message>
    <message>
        <source>nothing: the models go on from before it</source>
        <translation>nichts: die Modelle machen davor weiter</translation>
    </message>
    <message>
        <source>&amp;Go on from here</source>
        <translation>&amp;Von hier weiter</translation>
    </message>
    <message>
        <source>The models read the text up to here again, and write on from it with the same noise</source>
        <translation>Die Modelle lesen den Text bis hierher noch einmal und schreiben mit demselben Rauschen weiter</translation>
    </message>
    <message>
        <source>Where another text is typed</source>
        <translation>Wo anderer Text getippt wird</translation>
    </message>
    <message>
        <source>go on from there; with Shift, a new line</source>
        <translation>von dort weiter; mit Umschalt eine neue Zeile</translation>
    </message>
    <message>
        <source>Enter: the models go on from here. Shift+Enter: a new line. Esc: as it was.</source>
        <translation>Eingabe: weiter. Umschalt+Eingabe: neue Zeile. Esc: wie zuvor.</translation>
    </message>
</context>
<context>
    <name>glowworm::TokenPage</name>
    <message>
        <source>Back to what may follow (Esc)</source>
        <translation>Zurück zu dem, was folgen kann (Esc)</translation>
    </message>
    <message>
        <source>what could stand here</source>
        <translation>was hier stehen könnte</translation>
    </message>
    <message>
        <source>What could stand here, by the model</source>
        <translation>Was hier stehen könnte, nach dem Modell</translation>
    </message>
    <message>
        <source>Type another text here</source>
        <translation>Hier tippen</translation>
    </message>
    <message>
        <source>Put another text in place of this character, and let the models go on from there (F2)</source>
        <translation>An Stelle dieses Zeichens anderen Text setzen und die Modelle von dort weiterschreiben lassen (F2)</translation>
    </message>
    <message>
        <source>F2: edit   Esc: back</source>
        <translation>F2: ändern   Esc: zurück</translation>
    </message>
    <message>
        <source>Of this character, before it was read, by the model&apos;s outputs l at temperature 1: p = exp(l(i)) / Σ exp(l(j)).</source>
        <translation>Dieses Zeichens, bevor es gelesen wurde, aus den Ausgaben l des Modells bei Temperatur 1: p = exp(l(i)) / Σ exp(l(j)).</translation>
    </message>
    <message>
        <source>How little the model expected it: -ln p, in nats.</source>
        <translation>Wie wenig das Modell es erwartete: -ln p, in Nats.</translation>
    </message>
    <message>
        <source>Among these it was drawn: after temperature, top-k and top-p</source>
        <translation>Unter diesen wurde es gezogen: nach Temperatur, Top-k und Top-p</translation>
    </message>
    <message>
        <source>Each column of each layer chooses one neuron. The margin is the winner&apos;s share less the rival&apos;s, in a softmax over the column&apos;s router logits; under %1 % it is a toss-up.</source>
        <translation>Jede Spalte jeder Schicht wählt ein Neuron. Der Vorsprung ist der Anteil des Gewinners minus dem des Konkurrenten, in einem Softmax über die Router-Logits der Spalte; unter %1 % ist die Wahl knapp.</translation>
    </message>
    <message>
        <source>Character %1:  %2</source>
        <translation>Zeichen %1:  %2</translation>
    </message>
    <message>
        <source>typed by you, read by the model</source>
        <translation>selbst getippt, vom Modell gelesen</translation>
    </message>
    <message>
        <source>of the prompt, read by the model</source>
        <translation>aus dem Prompt, vom Modell gelesen</translation>
    </message>
    <message>
        <source>drawn by the sparse model</source>
        <translation>gezogen vom Sparse-Modell</translation>
    </message>
    <message>
        <source>drawn by the dense twin</source>
        <translation>gezogen vom Dense-Zwilling</translation>
    </message>
    <message>
        <source>probability %1 at temperature 1</source>
        <translation>Wahrscheinlichkeit %1 bei Temperatur 1</translation>
    </message>
    <message>
        <source>surprise %1 nats</source>
        <translation>Überraschung %1 Nats</translation>
    </message>
    <message>
        <source>Nothing was expected: it is the first character.</source>
        <translation>Nichts wurde erwartet: Es ist das erste Zeichen.</translation>
    </message>
    <message>
        <source>what could stand here, %1</source>
        <translation>was hier stehen könnte, %1</translation>
    </message>
    <message>
        <source>Nothing stands before it.</source>
        <translation>Davor steht nichts.</translation>
    </message>
    <message>
        <source>over %1 by %2</source>
        <translation>vor %1 mit %2</translation>
    </message>
    <message>
        <source>closest choices</source>
        <translation>knappste Wahlen</translation>
    </message>
    <message>
        <source>%1 choices, 1 of them a toss-up; mean margin %2</source>
        <translation>%1 Wahlen, 1 davon knapp; mittlerer Vorsprung %2</translation>
    </message>
    <message numerus="yes">
        <source>%1 choices, %Ln of them toss-ups; mean margin %2</source>
        <translation>
            <numerusform>%1 Wahlen, %Ln davon knapp; mittlerer Vorsprung %2</numerusform>
            <numerusform>%1 Wahlen, %Ln davon knapp; mittlerer Vorsprung %2</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln neurons chosen; their margins are not recorded</source>
        <translation>
            <numerusform>%Ln Neuron gewählt; sein Vorsprung ist nicht aufgezeichnet</numerusform>
            <numerusform>%Ln Neuronen gewählt; ihr Vorsprung ist nicht aufgezeichnet</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln neurons above zero; nothing is chosen</source>
        <translation>
            <numerusform>%Ln Neuron über null; nichts wird gewählt</numerusform>
            <numerusform>%Ln Neuronen über null; nichts wird gewählt</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>glowworm::TokenText</name>
    <message>
        <source>Click a character to see the neurons that worked on it; arrows, Home and End step through the text. A double click or Enter types another text in its place, and the models go on from there.</source>
        <translation>Ein Zeichen anklicken, um die Neuronen zu sehen, die daran arbeiteten; Pfeile, Pos1 und Ende gehen durch den Text. Nach einem Doppelklick oder Eingabe lässt sich an seiner Stelle anderer Text tippen, und die Modelle schreiben von dort weiter.</translation>
    </message>
    <message>
        <source>In a text</source>
        <translation>In einem Text</translation>
    </message>
    <message>
        <source>type another text in its place</source>
        <translation>an seiner Stelle anderen Text tippen</translation>
    </message>
    <message>
        <source>Bookmark this character</source>
        <translation>Lesezeichen setzen</translation>
    </message>
    <message>
        <source>Pin and compare</source>
        <translation>Anheften und vergleichen</translation>
    </message>
    <message>
        <source>Type another text here...</source>
        <translation>Hier anderen Text tippen...</translation>
    </message>
    <message>
        <source>pick the character beside, above or below</source>
        <translation>das Zeichen daneben, darüber oder darunter wählen</translation>
    </message>
    <message>
        <source>pick the first character</source>
        <translation>das erste Zeichen wählen</translation>
    </message>
    <message>
        <source>pick the last character</source>
        <translation>das letzte Zeichen wählen</translation>
    </message>
</context>
<context>
    <name>glowworm::Tour</name>
    <message>
        <source>New here?</source>
        <translation>Neu hier?</translation>
    </message>
    <message>
        <source>Six steps on the real thing, about two minutes. Esc leaves, Help starts it again.</source>
        <translation>Sechs Schritte am echten Programm, etwa zwei Minuten. Esc beendet, Hilfe startet neu.</translation>
    </message>
    <message>
        <source>Show me</source>
        <translation>Zeigen</translation>
    </message>
    <message>
        <source>No, thanks</source>
        <translation>Nein, danke</translation>
    </message>
    <message>
        <source>Step %1 of %2</source>
        <translation>Schritt %1 von %2</translation>
    </message>
    <message>
        <source>Open %1</source>
        <translation>%1 öffnen</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>Beenden</translation>
    </message>
</context>
<context>
    <name>glowworm::TourCard</name>
    <message>
        <source>Next</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>The next step, done or not</source>
        <translation>Der nächste Schritt, getan oder nicht</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Leave the tour (Esc); Help starts it again</source>
        <translation>Den Rundgang verlassen (Esc); Hilfe startet ihn wieder</translation>
    </message>
</context>
<context>
    <name>glowworm::Training</name>
    <message>
        <source>No text is open. Open one in Set-up (Ctrl+1), or run %1, which gets Tiny Shakespeare.</source>
        <translation>Kein Text ist offen. Im Aufbau einen öffnen (Strg+1) oder %1 ausführen, das Tiny Shakespeare holt.</translation>
    </message>
    <message>
        <source>No digits are open. Open an IDX pair in Set-up (Ctrl+1), or run %1, which gets MNIST.</source>
        <translation>Keine Ziffern sind offen. Im Aufbau ein IDX-Paar öffnen (Strg+1) oder %1 ausführen, das MNIST holt.</translation>
    </message>
    <message>
        <source>The data of run %1 is not open (%2). Open it in Set-up and try again.</source>
        <translation>Die Daten von Lauf %1 sind nicht offen (%2). Im Aufbau öffnen und noch einmal versuchen.</translation>
    </message>
    <message>
        <source>There are no trained weights yet: train a model first (Ctrl+2).</source>
        <translation>Es gibt noch keine trainierten Gewichte: zuerst ein Modell trainieren (Strg+2).</translation>
    </message>
    <message>
        <source>The data of this run is not there any more (%1). Its settings are set up now: open data in Set-up (Ctrl+1) and start.</source>
        <translation>Die Daten dieses Laufs sind nicht mehr da (%1). Seine Einstellungen stehen jetzt im Aufbau: dort Daten öffnen (Strg+1) und starten.</translation>
    </message>
    <message>
        <source>Run %1 has no weights that are better than those of the untrained network: there is nothing to go on from.</source>
        <translation>Lauf %1 hat keine Gewichte, die besser sind als die des untrainierten Netzes: Es gibt nichts, von dem aus es weitergehen könnte.</translation>
    </message>
</context>
<context>
    <name>glowworm::TrainingControls</name>
    <message>
        <source>not started</source>
        <translation>nicht begonnen</translation>
    </message>
    <message>
        <source>loading LibTorch and building the network</source>
        <translation>LibTorch wird geladen, das Netz gebaut</translation>
    </message>
    <message>
        <source>training</source>
        <translation>trainiert</translation>
    </message>
    <message>
        <source>pausing after this step</source>
        <translation>hält nach diesem Schritt an</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>angehalten</translation>
    </message>
    <message>
        <source>stopping and saving</source>
        <translation>stoppt und speichert</translation>
    </message>
    <message>
        <source>finished</source>
        <translation>fertig</translation>
    </message>
    <message>
        <source>stopped by an error</source>
        <translation>durch einen Fehler gestoppt</translation>
    </message>
    <message>
        <source>Sparse</source>
        <translation>Sparse</translation>
    </message>
    <message>
        <source>Dense</source>
        <translation>Dense</translation>
    </message>
    <message>
        <source>Both, as twins</source>
        <translation>Beide, als Zwillinge</translation>
    </message>
    <message>
        <source>What to train</source>
        <translation>Was trainiert wird</translation>
    </message>
    <message>
        <source>Twins share the seed, the batches and every tensor both have, and take turns step by step</source>
        <translation>Zwillinge teilen den Seed, die Batches und jeden Tensor, den beide haben, und wechseln sich Schritt für Schritt ab</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>Trainieren</translation>
    </message>
    <message>
        <source>Starts or resumes the training of what Set-up says (F5). A checkpoint is kept at each evaluation.</source>
        <translation>Beginnt das Training dessen, was im Aufbau steht, oder setzt es fort (F5). Bei jeder Auswertung wird ein Checkpoint gespeichert.</translation>
    </message>
    <message>
        <source>New run</source>
        <translation>Neuer Lauf</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Pause after this step (F5); resuming goes on bit for bit</source>
        <translation>Nach diesem Schritt anhalten (F5); Fortsetzen macht bitgenau weiter</translation>
    </message>
    <message>
        <source>1 step</source>
        <translation>1 Schritt</translation>
    </message>
    <message>
        <source>One step of each model, then pause (. in the plot)</source>
        <translation>Ein Schritt jedes Modells, dann anhalten (. im Diagramm)</translation>
    </message>
    <message>
        <source>10 steps</source>
        <translation>10 Schritte</translation>
    </message>
    <message>
        <source>Ten steps of each model, then pause (&gt; in the plot)</source>
        <translation>Zehn Schritte jedes Modells, dann anhalten (&gt; im Diagramm)</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stoppen</translation>
    </message>
    <message>
        <source>Stop and keep the run (Esc): a checkpoint is written, it can be reopened</source>
        <translation>Stoppen und den Lauf behalten (Esc): Ein Checkpoint wird geschrieben, er lässt sich wieder öffnen</translation>
    </message>
    <message>
        <source>Steps done</source>
        <translation>Schritte getan</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Go on bit for bit (F5)</source>
        <translation>Bitgenau weitermachen (F5)</translation>
    </message>
    <message>
        <source>Go on with the stopped run, bit for bit (F5)</source>
        <translation>Den gestoppten Lauf bitgenau fortsetzen (F5)</translation>
    </message>
    <message>
        <source>Train what Set-up describes (F5)</source>
        <translation>Trainieren, was der Aufbau beschreibt (F5)</translation>
    </message>
    <message>
        <source>stopped at step %1 of %2</source>
        <translation>gestoppt bei Schritt %1 von %2</translation>
    </message>
    <message>
        <source>paused at step %1 of %2</source>
        <translation>angehalten bei Schritt %1 von %2</translation>
    </message>
    <message>
        <source>%1, step %2 of %3</source>
        <translation>%1, Schritt %2 von %3</translation>
    </message>
    <message>
        <source>time left</source>
        <translation>Restzeit</translation>
    </message>
    <message>
        <source>time left: not yet estimated</source>
        <translation>Restzeit: noch nicht geschätzt</translation>
    </message>
    <message>
        <source>steps left times the mean of the newest 50 steps of each model, and the evaluations to come</source>
        <translation>restliche Schritte mal das Mittel der neuesten 50 Schritte jedes Modells, und die kommenden Auswertungen</translation>
    </message>
    <message>
        <source>what to train</source>
        <translation>was trainiert wird</translation>
    </message>
    <message>
        <source>Set-up (Ctrl+1) holds a text that is no value. %1</source>
        <translation>Der Aufbau (Strg+1) enthält einen Text, der kein Wert ist. %1</translation>
    </message>
    <message>
        <source>Leaves the run that is here as it is kept, and starts one from the first step.</source>
        <translation>Lässt den Lauf, der hier ist, gespeichert, wie er ist, und beginnt einen ab dem ersten Schritt.</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Go on with the run that a rule has ended (F5): a rule that would end it right here again is lifted</source>
        <translation>Den Lauf fortsetzen, den eine Regel beendet hat (F5): Eine Regel, die ihn gleich hier wieder beenden würde, wird aufgehoben</translation>
    </message>
    <message>
        <source>Train what Set-up describes, from step 0; the run that is here stays among the kept ones</source>
        <translation>Ab Schritt 0 trainieren, was der Aufbau beschreibt; der Lauf, der hier ist, bleibt bei den gespeicherten</translation>
    </message>
    <message>
        <source>ended at step %1 of %2</source>
        <translation>beendet bei Schritt %1 von %2</translation>
    </message>
    <message>
        <source>opening the run</source>
        <translation>der Lauf wird geöffnet</translation>
    </message>
</context>
<context>
    <name>glowworm::TrainingPanel</name>
    <message>
        <source>%1, and its dense twin</source>
        <translation>%1, mit Dense-Zwilling</translation>
    </message>
    <message>
        <source>Loss curves</source>
        <translation>Verlustkurven</translation>
    </message>
    <message>
        <source>Group load</source>
        <translation>Auslastung der Gruppen</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>Proben</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>first evaluation: %1 done</source>
        <translation>erste Auswertung: %1 fertig</translation>
    </message>
    <message>
        <source>Training runs: pause or stop it first.</source>
        <translation>Das Training läuft: erst anhalten oder stoppen.</translation>
    </message>
    <message>
        <source>The run lies in %1 now, where Glowworm never removes anything.</source>
        <translation>Der Lauf liegt jetzt in %1, wo Glowworm nie etwas entfernt.</translation>
    </message>
    <message>
        <source>Undo (Ctrl+Z)</source>
        <translation>Rückgängig (Strg+Z)</translation>
    </message>
    <message>
        <source>Go on from the best at half the rate</source>
        <translation>Vom Besten mit halber Rate weiter</translation>
    </message>
    <message>
        <source>A new run from the best checkpoint of this one, at half its learning rate. This one ends and stays among the kept runs.</source>
        <translation>Ein neuer Lauf ab dem besten Checkpoint von diesem, mit der halben Lernrate. Dieser endet und bleibt bei den gespeicherten Läufen.</translation>
    </message>
    <message numerus="yes">
        <source>%n runs lie in %1 now, where Glowworm never removes anything.</source>
        <translation>
            <numerusform>%n Lauf liegt jetzt in %1, wo Glowworm nie etwas entfernt.</numerusform>
            <numerusform>%n Läufe liegen jetzt in %1, wo Glowworm nie etwas entfernt.</numerusform>
        </translation>
    </message>
    <message>
        <source>Bring back what was deleted</source>
        <translation>Das Gelöschte zurückholen</translation>
    </message>
    <message>
        <source>The run is being opened</source>
        <translation>Der Lauf wird geöffnet</translation>
    </message>
    <message>
        <source>Train (F5) makes %1 steps.</source>
        <translation>Trainieren (F5) macht %1 Schritte.</translation>
    </message>
    <message>
        <source>Train (F5) makes %1 steps, in about %2.</source>
        <translation>Trainieren (F5) macht %1 Schritte, in etwa %2.</translation>
    </message>
    <message>
        <source>Curves, numbers and what the models write appear here as they come.</source>
        <translation>Kurven, Zahlen und was die Modelle schreiben, erscheinen hier, sobald sie da sind.</translation>
    </message>
    <message>
        <source>Training has ended at step %1.</source>
        <translation>Das Training ist bei Schritt %1 zu Ende.</translation>
    </message>
    <message>
        <source>Validation loss: sparse %1, dense %2.</source>
        <translation>Validierungsverlust: Sparse %1, Dense %2.</translation>
    </message>
    <message>
        <source>Validation loss: %1.</source>
        <translation>Validierungsverlust: %1.</translation>
    </message>
    <message>
        <source>run %1</source>
        <translation>Lauf %1</translation>
    </message>
    <message>
        <source>Load of the groups at step %1</source>
        <translation>Auslastung der Gruppen bei Schritt %1</translation>
    </message>
    <message>
        <source>Lit height: neurons chosen at all; glow: how evenly; ring: the least even group.</source>
        <translation>Beleuchtete Höhe: überhaupt gewählte Neuronen; Glut: wie gleichmäßig; Ring: die am wenigsten gleichmäßige Gruppe.</translation>
    </message>
</context>
<context>
    <name>glowworm::Transcript</name>
    <message>
        <source>characters/s</source>
        <translation>Zeichen/s</translation>
    </message>
    <message>
        <source>Text of the sparse model</source>
        <translation>Text des Sparse-Modells</translation>
    </message>
    <message>
        <source>Text of the dense model</source>
        <translation>Text des Dense-Modells</translation>
    </message>
    <message>
        <source>Sparse, 1/%1</source>
        <translation>Sparse, 1/%1</translation>
    </message>
    <message>
        <source>Sparse</source>
        <translation>Sparse</translation>
    </message>
    <message>
        <source>Nothing has been generated yet.</source>
        <translation>Noch nichts generiert.</translation>
    </message>
    <message>
        <source>while training, not representative</source>
        <translation>während des Trainings, nicht aussagekräftig</translation>
    </message>
    <message>
        <source>while training</source>
        <translation>beim Training</translation>
    </message>
    <message>
        <source>1 character in %1; engine and sampling only</source>
        <translation>1 Zeichen in %1; nur Engine und Sampling</translation>
    </message>
    <message numerus="yes">
        <source>%Ln characters, one after another, in %1; engine and sampling only</source>
        <translation>
            <numerusform>%Ln Zeichen in %1; nur Engine und Sampling</numerusform>
            <numerusform>%Ln Zeichen nacheinander in %1; nur Engine und Sampling</numerusform>
        </translation>
    </message>
    <message>
        <source>%1; the models take turns</source>
        <translation>%1; die Modelle wechseln sich ab</translation>
    </message>
    <message>
        <source>%1; the full context was read again once in %2, which is not counted</source>
        <translation>%1; der volle Kontext wurde einmal neu gelesen, in %2, die nicht mitzählen</translation>
    </message>
    <message numerus="yes">
        <source>%1; the full context was read again %Ln times in %2, which is not counted</source>
        <translation>
            <numerusform>%1; der volle Kontext wurde %Ln-mal neu gelesen, in %2, die nicht mitzählen</numerusform>
            <numerusform>%1; der volle Kontext wurde %Ln-mal neu gelesen, in %2, die nicht mitzählen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>glowworm::TwinGrid</name>
    <message>
        <source>Neurons of the dense twin</source>
        <translation>Neuronen des Dense-Zwillings</translation>
    </message>
    <message>
        <source>Each cell is a neuron of the dense twin, which computes all of them for every drawing: a_j = max(0, w_j x + b_j). A cell shines where a_j is above zero. Click one to ask what it is; the right button says what can be done to it.</source>
        <translation>Jedes Feld ist ein Neuron des Dense-Zwillings, der für jede Zeichnung alle berechnet: a_j = max(0, w_j x + b_j). Ein Feld leuchtet, wo a_j über null liegt. Ein Klick fragt, was es ist; die rechte Taste zeigt, was sich mit ihm tun lässt.</translation>
    </message>
    <message>
        <source>%1: above zero, %2</source>
        <translation>%1: über null, %2</translation>
    </message>
    <message>
        <source>%1: zero</source>
        <translation>%1: null</translation>
    </message>
    <message>
        <source>%1 of %2 neurons above zero</source>
        <translation>%1 von %2 Neuronen über null</translation>
    </message>
    <message>
        <source>In the dense twin&apos;s neurons</source>
        <translation>In den Neuronen des Dense-Zwillings</translation>
    </message>
    <message>
        <source>the neuron beside it</source>
        <translation>das Neuron daneben</translation>
    </message>
</context>
<context>
    <name>glowworm::ValueLabel</name>
    <message>
        <source>no value: %1</source>
        <translation>kein Wert: %1</translation>
    </message>
</context>
<context>
    <name>glowworm::VerdictAxis</name>
    <message>
        <source>Times faster, with the interval</source>
        <translation>So oft schneller, mit dem Intervall</translation>
    </message>
    <message>
        <source>t(dense) / t(sparse) on a logarithmic axis. The bar is the 95 % interval, by bootstrap over paired rounds. Where it holds 1, no difference is shown. The dashes are the ceiling by bytes: bytes read by dense / bytes read by sparse.</source>
        <translation>t(dense) / t(sparse) auf einer logarithmischen Achse. Der Balken ist das 95-%-Intervall, per Bootstrap über gepaarte Runden. Wo es 1 enthält, ist kein Unterschied gezeigt. Die Striche sind die Obergrenze nach Bytes: von Dense gelesene Bytes / von Sparse gelesene Bytes.</translation>
    </message>
    <message>
        <source>On the axis of the verdict</source>
        <translation>Auf der Achse des Urteils</translation>
    </message>
    <message>
        <source>move the guess</source>
        <translation>die Vermutung bewegen</translation>
    </message>
    <message>
        <source>ceiling by bytes %1</source>
        <translation>Obergrenze nach Bytes %1</translation>
    </message>
    <message>
        <source>guess %1</source>
        <translation>Vermutung %1</translation>
    </message>
</context>
<context>
    <name>glowworm::VoterCurves</name>
    <message>
        <source>next: %1 %2</source>
        <translation>nächstes: %1 %2</translation>
    </message>
</context>
<context>
    <name>glowworm::VoterList</name>
    <message>
        <source>for %1</source>
        <translation>für %1</translation>
    </message>
    <message>
        <source>how far the winner was ahead</source>
        <translation>wie weit der Gewinner vorn lag</translation>
    </message>
    <message>
        <source>Neurons that vote for the likeliest next character</source>
        <translation>Neuronen, die für das wahrscheinlichste nächste Zeichen stimmen</translation>
    </message>
    <message>
        <source>what each adds to its logit by itself; curves lead from their cells</source>
        <translation>was jedes von sich aus zu dessen Logit beiträgt; Kurven führen von ihren Feldern aus</translation>
    </message>
    <message>
        <source>A neuron&apos;s vote for a character: what it adds to its logit by itself, past all later layers (its direct logit attribution): a p u·v / s, with its value a, its gate p with the gate&apos;s scale (1 where there is none), its output weights v, the deviation s of the stream before the last norm, held, and u = g (h − mean of all h) less its mean, h being the character&apos;s weights in the head and g those of that norm. Over all characters it adds nothing on the average. Shown are the largest above zero, and below them the strongest against; the curves lead from the cells of the first to the character, and are thicker where a vote is larger.</source>
        <translation>Die Stimme eines Neurons für ein Zeichen: was es von sich aus zu dessen Logit beiträgt, an allen späteren Schichten vorbei (Direct Logit Attribution): a p u·v / s, mit seinem Wert a, seinem Gate p samt Gate-Skala (1, wo es keines gibt), seinen Ausgangsgewichten v, der Standardabweichung s des Stroms vor der letzten Norm, festgehalten, und u = g (h − Mittel aller h) abzüglich seines Mittels, wobei h die Gewichte des Zeichens im Ausgabekopf sind und g die jener Norm. Über alle Zeichen gemittelt trägt es nichts bei. Gezeigt sind die größten über null und darunter die stärksten dagegen; die Kurven führen von den Feldern der ersten zum Zeichen und sind dicker, wo eine Stimme stärker ist.</translation>
    </message>
    <message>
        <source>Closest choices</source>
        <translation>Knappste Wahlen</translation>
    </message>
    <message>
        <source>Closest choices glow, ahead by</source>
        <translation>Knappste Wahlen leuchten, Vorsprung</translation>
    </message>
    <message>
        <source>Who votes for %1</source>
        <translation>Wer für %1 stimmt</translation>
    </message>
    <message>
        <source>how far each winner was ahead of its rival, which came second in its column</source>
        <translation>wie weit jeder Gewinner vor seinem Konkurrenten lag, dem Zweiten seiner Spalte</translation>
    </message>
    <message>
        <source>The choices that were closest: how far the winner was ahead of its rival, which came second in its column, in shares of a softmax over the column&apos;s router logits; of each bar, the first part is the winner&apos;s share and the grey one its rival&apos;s. Under %1 it is a toss-up; these are the ones that glow on the board.</source>
        <translation>Die knappsten Wahlen: wie weit der Gewinner vor seinem Konkurrenten lag, dem Zweiten seiner Spalte, in Anteilen eines Softmax über die Router-Logits der Spalte; von jedem Balken ist der erste Teil der Anteil des Gewinners, der graue der seines Konkurrenten. Unter %1 gilt die Wahl als knapp; diese leuchten auf der Tafel.</translation>
    </message>
</context>
<context>
    <name>glowworm::VoterRows</name>
    <message>
        <source>In the list of votes or closest choices</source>
        <translation>In der Liste der Stimmen oder knappsten Wahlen</translation>
    </message>
    <message>
        <source>the neuron above</source>
        <translation>das Neuron darüber</translation>
    </message>
    <message>
        <source>the neuron below</source>
        <translation>das Neuron darunter</translation>
    </message>
    <message>
        <source>look into that neuron</source>
        <translation>dieses Neuron ansehen</translation>
    </message>
    <message>
        <source>against it: %1</source>
        <translation>dagegen: %1</translation>
    </message>
    <message>
        <source>and against it</source>
        <translation>und dagegen</translation>
    </message>
</context>
<context>
    <name>glowworm::WeightsCard</name>
    <message>
        <source>weights to use</source>
        <translation>genutzte Gewichte</translation>
    </message>
    <message>
        <source>best weights</source>
        <translation>beste Gewichte</translation>
    </message>
    <message>
        <source>newest weights</source>
        <translation>neueste Gewichte</translation>
    </message>
    <message>
        <source>Weights to use</source>
        <translation>Genutzte Gewichte</translation>
    </message>
    <message>
        <source>Best: of the evaluation with the lowest validation loss (digits: the highest accuracy) so far. Newest: as published last, at an evaluation, a pause or the end</source>
        <translation>Beste: aus der Auswertung mit dem bisher kleinsten Validierungsverlust (Ziffern: der höchsten Trefferquote). Neueste: wie zuletzt bereitgestellt, bei einer Auswertung, beim Anhalten oder am Ende</translation>
    </message>
    <message>
        <source>Use in Generation</source>
        <translation>Zur Generierung</translation>
    </message>
    <message>
        <source>Use in Digits</source>
        <translation>Zu den Ziffern</translation>
    </message>
    <message>
        <source>Saved: %1</source>
        <translation>Gespeichert: %1</translation>
    </message>
    <message>
        <source>Hand the weights of this training to the other panels</source>
        <translation>Die Gewichte dieses Trainings an die anderen Bereiche geben</translation>
    </message>
    <message>
        <source>There are no trained weights yet: they are published at the start, at each evaluation and at a pause</source>
        <translation>Noch keine trainierten Gewichte: Sie werden zu Beginn, bei jeder Auswertung und beim Anhalten bereitgestellt</translation>
    </message>
    <message>
        <source>Generation (Ctrl+3) now uses the best weights of this training.</source>
        <translation>Die Generierung (Strg+3) nutzt jetzt die besten Gewichte dieses Trainings.</translation>
    </message>
    <message>
        <source>Generation (Ctrl+3) now uses the newest weights of this training.</source>
        <translation>Die Generierung (Strg+3) nutzt jetzt die neuesten Gewichte dieses Trainings.</translation>
    </message>
    <message>
        <source>Digits (Ctrl+4) now uses the best weights of this training.</source>
        <translation>Die Ziffern (Strg+4) nutzen jetzt die besten Gewichte dieses Trainings.</translation>
    </message>
    <message>
        <source>Digits (Ctrl+4) now uses the newest weights of this training.</source>
        <translation>Die Ziffern (Strg+4) nutzen jetzt die neuesten Gewichte dieses Trainings.</translation>
    </message>
    <message>
        <source>Sparse: step %1, dense: step %2.</source>
        <translation>Sparse: Schritt %1, Dense: Schritt %2.</translation>
    </message>
    <message>
        <source>Sparse: step %1.</source>
        <translation>Sparse: Schritt %1.</translation>
    </message>
    <message>
        <source>Dense: step %1.</source>
        <translation>Dense: Schritt %1.</translation>
    </message>
</context>
<context>
    <name>glowworm::WidgetDefaults</name>
    <message>
        <source>Numbers here are %1.</source>
        <translation>Zahlen hier sind %1.</translation>
    </message>
</context>
<context>
    <name>glowworm::Words</name>
    <message>
        <source>%1 and %2 more</source>
        <translation>%1 und %2 weitere</translation>
    </message>
    <message>
        <source>Dense</source>
        <translation>Dense</translation>
    </message>
    <message>
        <source>Sparse, Gumbel controller 1/%1</source>
        <translation>Sparse, Gumbel-Controller 1/%1</translation>
    </message>
    <message>
        <source>Sparse, gated 1/%1</source>
        <translation>Sparse, gated 1/%1</translation>
    </message>
    <message>
        <source>%1, step %2</source>
        <translation>%1, Schritt %2</translation>
    </message>
    <message>
        <source>%1 switched off</source>
        <translation>%1 abgeschaltet</translation>
    </message>
    <message>
        <source>%1 always chosen</source>
        <translation>%1 immer gewählt</translation>
    </message>
    <message>
        <source>Dense twin</source>
        <translation>Dense-Zwilling</translation>
    </message>
</context>
<context>
    <name>glowworm::Workbench</name>
    <message>
        <source>Glowworm is closing.</source>
        <translation>Glowworm wird geschlossen.</translation>
    </message>
</context>
<context>
    <name>glowworm::WritingControls</name>
    <message>
        <source>Prompt</source>
        <translation>Prompt</translation>
    </message>
    <message>
        <source>&amp;Generate</source>
        <translation>&amp;Generieren</translation>
    </message>
    <message>
        <source>Stop writing (Esc)</source>
        <translation>Schreiben stoppen (Esc)</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stopp</translation>
    </message>
    <message>
        <source>Pace of the show</source>
        <translation>Anzeigetempo</translation>
    </message>
    <message>
        <source>How fast the text is shown, in characters per second. The speed under each text is measured and does not depend on it.</source>
        <translation>Wie schnell der Text erscheint, in Zeichen pro Sekunde. Das Tempo unter jedem Text ist gemessen und hängt nicht davon ab.</translation>
    </message>
    <message>
        <source>%1/s</source>
        <translation>%1/s</translation>
    </message>
    <message>
        <source>fastest</source>
        <translation>maximal</translation>
    </message>
    <message>
        <source>Number format</source>
        <translation>Zahlenformat</translation>
    </message>
    <message>
        <source>How the weights are stored: fp32 as trained, bf16 in half, int8 in a quarter of the bytes. Fewer bytes are read for each character. The text that is being written keeps its format; the next one uses the new one.</source>
        <translation>Wie die Gewichte gespeichert sind: fp32 wie trainiert, bf16 in der Hälfte, int8 in einem Viertel der Bytes. Je Zeichen werden weniger Bytes gelesen. Der laufende Text behält sein Format; der nächste nutzt das neue.</translation>
    </message>
    <message>
        <source>Threads</source>
        <translation>Threads</translation>
    </message>
    <message>
        <source>Threads that write one text, from its next character on; one while training runs.</source>
        <translation>Threads, die einen Text schreiben, ab seinem nächsten Zeichen; einer, solange das Training läuft.</translation>
    </message>
    <message>
        <source>Sp&amp;arse</source>
        <translation>S&amp;parse</translation>
    </message>
    <message>
        <source>Only the model with the sparse layer writes</source>
        <translation>Nur das Modell mit der Sparse-Schicht schreibt</translation>
    </message>
    <message>
        <source>&amp;Dense</source>
        <translation>D&amp;ense</translation>
    </message>
    <message>
        <source>Only the dense model writes</source>
        <translation>Nur das Dense-Modell schreibt</translation>
    </message>
    <message>
        <source>B&amp;oth</source>
        <translation>Be&amp;ide</translation>
    </message>
    <message>
        <source>Both write in turn, from the same prompt and with the same noise</source>
        <translation>Beide schreiben abwechselnd, vom selben Prompt aus und mit demselben Rauschen</translation>
    </message>
    <message>
        <source>Sho&amp;w at</source>
        <translation>An&amp;zeige</translation>
    </message>
    <message>
        <source>Fo&amp;rmat</source>
        <translation>Fo&amp;rmat</translation>
    </message>
    <message>
        <source>T&amp;hreads</source>
        <translation>&amp;Threads</translation>
    </message>
    <message>
        <source>Who writes</source>
        <translation>Wer schreibt</translation>
    </message>
    <message>
        <source>sparse only</source>
        <translation>nur Sparse</translation>
    </message>
    <message>
        <source>dense only</source>
        <translation>nur Dense</translation>
    </message>
    <message>
        <source>Write on from the prompt (Ctrl+Return)</source>
        <translation>Vom Prompt aus weiterschreiben (Strg+Eingabe)</translation>
    </message>
    <message>
        <source>Settings of the text</source>
        <translation>Einstellungen des Textes</translation>
    </message>
    <message>
        <source>Writes next: %1</source>
        <translation>Schreibt als Nächstes: %1</translation>
    </message>
</context>
<context>
    <name>sentences</name>
    <message>
        <source>%1 %2x faster [%3, %4]</source>
        <translation>%1 %2x schneller [%3, %4]</translation>
    </message>
    <message>
        <source>%1 %2x slower [%3, %4]</source>
        <translation>%1 %2x langsamer [%3, %4]</translation>
    </message>
    <message>
        <source>no difference shown [%1, %2]</source>
        <translation>kein Unterschied gezeigt [%1, %2]</translation>
    </message>
    <message>
        <source>%1 %2x faster</source>
        <translation>%1 %2x schneller</translation>
    </message>
    <message>
        <source>%1 %2x slower</source>
        <translation>%1 %2x langsamer</translation>
    </message>
    <message>
        <source>no difference shown</source>
        <translation>kein Unterschied gezeigt</translation>
    </message>
    <message>
        <source>The guess was %1x: it lies within the interval.</source>
        <translation>Die Vermutung war %1x: Sie liegt im Intervall.</translation>
    </message>
    <message>
        <source>The guess was %1x: just outside the interval.</source>
        <translation>Die Vermutung war %1x: knapp außerhalb des Intervalls.</translation>
    </message>
    <message>
        <source>The guess was %1x: measured is %2x as much.</source>
        <translation>Die Vermutung war %1x: Gemessen ist %2x so viel.</translation>
    </message>
    <message>
        <source>The guess was %1x: measured is only 1/%2 of it.</source>
        <translation>Die Vermutung war %1x: Gemessen ist nur 1/%2 davon.</translation>
    </message>
    <message>
        <source>It passes the ceiling of %1x: likely the dense weights no longer fit the processor&apos;s cache.</source>
        <translation>Das liegt über der Obergrenze von %1x: Wahrscheinlich passen die Dense-Gewichte nicht mehr in den Cache des Prozessors.</translation>
    </message>
    <message>
        <source>No more than %1x was to be had: the router, and what is not sparse, are read for every token too.</source>
        <translation>Mehr als %1x war nicht zu haben: Der Router und alles, was nicht sparse ist, werden auch für jedes Token gelesen.</translation>
    </message>
    <message>
        <source>Bytes alone would allow %1x: choosing neurons, and reading rows that lie apart, take the rest.</source>
        <translation>Die Bytes allein würden %1x erlauben: Das Wählen der Neuronen und das Lesen verstreuter Zeilen kosten den Rest.</translation>
    </message>
    <message>
        <source>A timing run works alone: wait for it to end or stop it first.</source>
        <translation>Eine Messung läuft allein: ihr Ende abwarten oder sie zuerst stoppen.</translation>
    </message>
    <message>
        <source>A training is running: pause or stop it first.</source>
        <translation>Ein Training läuft: zuerst anhalten oder stoppen.</translation>
    </message>
    <message>
        <source>A timing run works alone: pause the training first.</source>
        <translation>Eine Messung läuft allein: zuerst das Training anhalten.</translation>
    </message>
    <message>
        <source>A timing run works alone: stop the text generation first.</source>
        <translation>Eine Messung läuft allein: zuerst das Generieren stoppen.</translation>
    </message>
    <message>
        <source>A timing run works alone: the digits are still being classified.</source>
        <translation>Eine Messung läuft allein: Die Ziffern werden noch eingeordnet.</translation>
    </message>
    <message>
        <source>%1: %2 does not divide %3 = %4; nearest: %5 and %6.</source>
        <translation>%1: %2 teilt nicht %3 = %4; am nächsten: %5 und %6.</translation>
    </message>
    <message>
        <source>%1: %2 does not divide %3 = %4; nearest: %5.</source>
        <translation>%1: %2 teilt nicht %3 = %4; am nächsten: %5.</translation>
    </message>
    <message>
        <source>%1: %2 is more than steps = %3.</source>
        <translation>%1: %2 ist mehr als steps = %3.</translation>
    </message>
    <message>
        <source>%1: %2 is out of range, %3 to %4.</source>
        <translation>%1: %2 liegt außerhalb des Bereichs, %3 bis %4.</translation>
    </message>
    <message>
        <source>At least one number of groups is needed.</source>
        <translation>Mindestens eine Zahl von Gruppen wird gebraucht.</translation>
    </message>
    <message>
        <source>At least one number of tokens per call is needed.</source>
        <translation>Mindestens eine Zahl von Token je Aufruf wird gebraucht.</translation>
    </message>
    <message>
        <source>%1 groups do not divide %2 neurons.</source>
        <translation>%1 Gruppen teilen %2 Neuronen nicht ohne Rest.</translation>
    </message>
    <message>
        <source>%1 heads do not divide the width %2.</source>
        <translation>%1 Köpfe teilen die Breite %2 nicht ohne Rest.</translation>
    </message>
    <message>
        <source>A dense and a sparse model belong together; without both, random weights of the study&apos;s size are timed.</source>
        <translation>Ein Dense- und ein Sparse-Modell gehören zusammen; ohne beide werden Zufallsgewichte in der Größe der Studie gemessen.</translation>
    </message>
    <message>
        <source>Timing digits needs two digit models.</source>
        <translation>Um Ziffern zu messen, braucht es zwei Ziffernmodelle.</translation>
    </message>
    <message>
        <source>Timing whole tokens needs two text models.</source>
        <translation>Um ganze Token zu messen, braucht es zwei Textmodelle.</translation>
    </message>
    <message>
        <source>The two models know different characters, so they cannot read the same text.</source>
        <translation>Die beiden Modelle kennen verschiedene Zeichen und können darum nicht denselben Text lesen.</translation>
    </message>
    <message>
        <source>Tokens per round must be 1 to the models&apos; context of %1, not %2.</source>
        <translation>Token je Runde: von 1 bis zum Kontext der Modelle, %1, nicht %2.</translation>
    </message>
    <message>
        <source>A prompt must fit the models&apos; context of %1 tokens, not %2.</source>
        <translation>Ein Prompt muss in den Kontext der Modelle passen, %1 Token, nicht %2.</translation>
    </message>
    <message>
        <source>%1 is too short for windows of %2 characters: %3 to train on, %4 to validate. Choose a longer text or a smaller context.</source>
        <translation>%1 ist zu kurz für Fenster von %2 Zeichen: %3 zum Trainieren, %4 zum Validieren. Einen längeren Text oder einen kleineren Kontext wählen.</translation>
    </message>
    <message>
        <source>%1: %2 byte that is in no character was dropped, the first at byte %3.</source>
        <translation>%1: %2 Byte, das zu keinem Zeichen gehört, wurde weggelassen, das erste bei Byte %3.</translation>
    </message>
    <message>
        <source>%1: %2 bytes that are in no character were dropped, the first at byte %3.</source>
        <translation>%1: %2 Bytes, die zu keinem Zeichen gehören, wurden weggelassen, das erste bei Byte %3.</translation>
    </message>
    <message>
        <source>after %1 of %2 rounds: not believable, above the ceiling of %3x: %4x [%5, %6]</source>
        <translation>nach %1 von %2 Runden: nicht glaubhaft, über der Obergrenze von %3x: %4x [%5, %6]</translation>
    </message>
    <message>
        <source>after %1 of %2 rounds: %3 %4x faster [%5, %6]</source>
        <translation>nach %1 von %2 Runden: %3 %4x schneller [%5, %6]</translation>
    </message>
    <message>
        <source>after %1 of %2 rounds: %3 %4x slower [%5, %6]</source>
        <translation>nach %1 von %2 Runden: %3 %4x langsamer [%5, %6]</translation>
    </message>
    <message>
        <source>after %1 of %2 rounds: no difference shown [%3, %4]</source>
        <translation>nach %1 von %2 Runden: kein Unterschied gezeigt [%3, %4]</translation>
    </message>
    <message>
        <source>not believable, above the ceiling of %1x: %2x [%3, %4]</source>
        <translation>nicht glaubhaft, über der Obergrenze von %1x: %2x [%3, %4]</translation>
    </message>
    <message>
        <source>%1x [%2, %3] cannot be right: the bytes allow %4x, and no cache gains that much.</source>
        <translation>%1x [%2, %3] kann nicht stimmen: Die Bytes erlauben %4x, und so viel bringt kein Cache.</translation>
    </message>
    <message>
        <source>%1x [%2, %3] lies above the %4x that the bytes allow.</source>
        <translation>%1x [%2, %3] liegt über den %4x, die die Bytes erlauben.</translation>
    </message>
    <message>
        <source>Too few rounds to tell: time it again, with at least %1.</source>
        <translation>Zu wenige Runden für ein Urteil: noch einmal messen, mit mindestens %1.</translation>
    </message>
    <message>
        <source>The rounds differ too much, something else had the processor: close other programs and time it again, with more rounds.</source>
        <translation>Die Runden weichen zu sehr voneinander ab, etwas anderes hatte den Prozessor: Schließe andere Programme und miss noch einmal, mit mehr Runden.</translation>
    </message>
    <message>
        <source>Close other programs and time it again, with more rounds.</source>
        <translation>Schließe andere Programme und miss noch einmal, mit mehr Runden.</translation>
    </message>
    <message>
        <source>LibTorch could not be loaded: its rows are left out.</source>
        <translation>LibTorch konnte nicht geladen werden: Seine Zeilen fehlen.</translation>
    </message>
    <message>
        <source>No models were given: random weights of the original study&apos;s size.</source>
        <translation>Es waren keine Modelle angegeben: zufällige Gewichte in der Größe der ursprünglichen Studie.</translation>
    </message>
    <message>
        <source>The models&apos; context has room for %1 tokens around position %2 only, not %3.</source>
        <translation>Der Kontext der Modelle hat Platz für %1 Token nur um Stelle %2, nicht um %3.</translation>
    </message>
    <message>
        <source>Noisy machine: the middle half of the rounds of %1 spreads over more than 10 % of the median.</source>
        <translation>Unruhiger Rechner: Die mittlere Hälfte der Runden von %1 streut über mehr als 10 % des Medians.</translation>
    </message>
    <message>
        <source>Disturbed: in %1 round the process was stopped or had to wait for a core; measured again, not counted.</source>
        <translation>Gestört: In %1 Runde wurde der Prozess angehalten oder musste auf einen Kern warten; sie wurde wiederholt und zählt nicht.</translation>
    </message>
    <message>
        <source>Disturbed: in %1 rounds the process was stopped or had to wait for a core; measured again, not counted.</source>
        <translation>Gestört: In %1 Runden wurde der Prozess angehalten oder musste auf einen Kern warten; sie wurden wiederholt und zählen nicht.</translation>
    </message>
    <message>
        <source>Busy machine: %1 round count although they were disturbed, because too many had to be measured again.</source>
        <translation>Beschäftigter Rechner: %1 Runde zählt, obwohl sie gestört wurde, weil zu viele wiederholt werden mussten.</translation>
    </message>
    <message>
        <source>Busy machine: %1 rounds count although they were disturbed, because too many had to be measured again.</source>
        <translation>Beschäftigter Rechner: %1 Runden zählen, obwohl sie gestört wurden, weil zu viele wiederholt werden mussten.</translation>
    </message>
    <message>
        <source>More threads (%1) than CPUs that this process may use (%2): they take turns, so these times say nothing about so many cores.</source>
        <translation>Mehr Threads (%1) als CPUs, die dieser Prozess nutzen darf (%2): Sie wechseln sich ab, also sagen diese Zeiten nichts über so viele Kerne.</translation>
    </message>
    <message>
        <source>clock read between the parts of each token; all layers; medians of the passes</source>
        <translation>Uhr zwischen den Teilen jedes Tokens abgelesen; alle Schichten; Mediane der Durchgänge</translation>
    </message>
    <message>
        <source>clock read between the parts of each token; the router has begun to fetch these rows</source>
        <translation>Uhr zwischen den Teilen jedes Tokens abgelesen; der Router hat schon begonnen, diese Zeilen zu holen</translation>
    </message>
    <message>
        <source>clock read between the parts of each token; norms and embedding</source>
        <translation>Uhr zwischen den Teilen jedes Tokens abgelesen; Normen und Embedding</translation>
    </message>
    <message>
        <source>Dense token: %1 GB/s, %2 % of the %3 GB/s at which a buffer of %4 bytes is summed.</source>
        <translation>Dense-Token: %1 GB/s, %2 % der %3 GB/s, mit denen ein Puffer von %4 Bytes summiert wird.</translation>
    </message>
    <message>
        <source>Dense token, %1 threads %2x faster [%3, %4].</source>
        <translation>Dense-Token, %1 Threads %2x schneller [%3, %4].</translation>
    </message>
    <message>
        <source>Dense token, %1 threads %2x slower [%3, %4].</source>
        <translation>Dense-Token, %1 Threads %2x langsamer [%3, %4].</translation>
    </message>
    <message>
        <source>Dense token, no difference shown [%1, %2].</source>
        <translation>Dense-Token, kein Unterschied gezeigt [%1, %2].</translation>
    </message>
    <message>
        <source>%1: loss %2 nats per character after %3 steps, measured on %4 windows.</source>
        <translation>%1: Loss %2 Nats je Zeichen nach %3 Schritten, gemessen an %4 Fenstern.</translation>
    </message>
    <message>
        <source>%1: loss %2 nats per character after %3 steps, from the file.</source>
        <translation>%1: Loss %2 Nats je Zeichen nach %3 Schritten, aus der Datei.</translation>
    </message>
    <message>
        <source>%1: accuracy %2 % after %3 steps, measured on %4 windows.</source>
        <translation>%1: Genauigkeit %2 % nach %3 Schritten, gemessen an %4 Fenstern.</translation>
    </message>
    <message>
        <source>%1: accuracy %2 % after %3 steps, from the file.</source>
        <translation>%1: Genauigkeit %2 % nach %3 Schritten, aus der Datei.</translation>
    </message>
    <message>
        <source>Equivalence check: sparse = masked dense on %1 inputs, largest relative difference %2; rows read %3.</source>
        <translation>Gleichheitsprüfung: sparse = maskiert dense auf %1 Eingaben, größter relativer Unterschied %2; gelesene Zeilen: %3.</translation>
    </message>
    <message>
        <source>%1 % of the neurons are above zero after the ReLU.</source>
        <translation>%1 % der Neuronen liegen nach der ReLU über null.</translation>
    </message>
    <message>
        <source>There is no text to go on from: type at least one character.</source>
        <translation>Es gibt keinen Text, der weitergehen könnte: mindestens ein Zeichen tippen.</translation>
    </message>
    <message>
        <source>The %1 model does not know &quot;%2&quot; and cannot go on from such a text. Type another character, or let a model write that knows it.</source>
        <translation>Das %1-Modell kennt „%2“ nicht und kann einen solchen Text nicht fortsetzen. Ein anderes Zeichen tippen, oder ein Modell schreiben lassen, das es kennt.</translation>
    </message>
    <message>
        <source>Training needs about %1 of memory, %2 are free: choose a smaller micro-batch, batch or model, or fewer threads.</source>
        <translation>Das Training braucht etwa %1 Speicher, %2 sind frei: einen kleineren Micro-Batch, Batch, ein kleineres Modell oder weniger Threads wählen.</translation>
    </message>
    <message>
        <source>The training ends at step %1: it was to stop there.</source>
        <translation>Das Training endet bei Schritt %1: Dort sollte es anhalten.</translation>
    </message>
    <message>
        <source>The training ends at step %1: its %2 minute is over.</source>
        <translation>Das Training endet bei Schritt %1: Seine %2 Minute ist um.</translation>
    </message>
    <message>
        <source>The training ends at step %1: its %2 minutes are over.</source>
        <translation>Das Training endet bei Schritt %1: Seine %2 Minuten sind um.</translation>
    </message>
    <message>
        <source>The training ends at step %1: its validation loss has come down to %2, and %3 was asked for.</source>
        <translation>Das Training endet bei Schritt %1: Sein Validierungsverlust ist auf %2 gefallen, verlangt war %3.</translation>
    </message>
    <message>
        <source>The training ends at step %1: %2 evaluation brought nothing better than the best, %3.</source>
        <translation>Das Training endet bei Schritt %1: %2 Auswertung brachte nichts Besseres als die beste, %3.</translation>
    </message>
    <message>
        <source>The training ends at step %1: %2 evaluations brought nothing better than the best, %3.</source>
        <translation>Das Training endet bei Schritt %1: %2 Auswertungen brachten nichts Besseres als die beste, %3.</translation>
    </message>
    <message>
        <source>The training loss of the %1 model is %2 at step %3; the first one was %4. The training diverges: try a lower learning rate. A new run from its best weights, of step %5, at half the rate, %6, may do better.</source>
        <translation>Der Trainingsverlust des %1-Modells ist %2 bei Schritt %3; der erste war %4. Das Training läuft davon: eine kleinere Lernrate versuchen. Ein neuer Lauf aus seinen besten Gewichten, von Schritt %5, mit der halben Rate, %6, kann besser gehen.</translation>
    </message>
    <message>
        <source>The training loss of the %1 model is %2 at step %3; the first one was %4. The training diverges: try a lower learning rate.</source>
        <translation>Der Trainingsverlust des %1-Modells ist %2 bei Schritt %3; der erste war %4. Das Training läuft davon: eine kleinere Lernrate versuchen.</translation>
    </message>
    <message>
        <source>The training loss of the %1 model has risen from %2 to %3 at step %4 (averages over %5 steps); the first one was %6. The training diverges: try a lower learning rate. A new run from its best weights, of step %7, at half the rate, %8, may do better.</source>
        <translation>Der Trainingsverlust des %1-Modells ist von %2 auf %3 bei Schritt %4 gestiegen (Mittel über %5 Schritte); der erste war %6. Das Training läuft davon: eine kleinere Lernrate versuchen. Ein neuer Lauf aus seinen besten Gewichten, von Schritt %7, mit der halben Rate, %8, kann besser gehen.</translation>
    </message>
    <message>
        <source>The training loss of the %1 model has risen from %2 to %3 at step %4 (averages over %5 steps); the first one was %6. The training diverges: try a lower learning rate.</source>
        <translation>Der Trainingsverlust des %1-Modells ist von %2 auf %3 bei Schritt %4 gestiegen (Mittel über %5 Schritte); der erste war %6. Das Training läuft davon: eine kleinere Lernrate versuchen.</translation>
    </message>
    <message>
        <source>The folder of this run was moved while it was trained: it is kept in %1 now.</source>
        <translation>Der Ordner dieses Laufs wurde während des Trainings verschoben: Der Lauf liegt jetzt in %1.</translation>
    </message>
    <message>
        <source>The folder %1 was removed or emptied while the run was trained. It was made again with the whole history; checkpoints from before are gone. The newest checkpoint on the disk: %2.</source>
        <translation>Der Ordner %1 wurde während des Trainings entfernt oder geleert. Er wurde mit dem ganzen Verlauf neu angelegt; frühere Checkpoints sind weg. Der neueste Checkpoint auf der Platte: %2.</translation>
    </message>
    <message>
        <source>The history of this run is written again; the records that waited are in it.</source>
        <translation>Der Verlauf dieses Laufs wird wieder geschrieben; die Einträge, die warteten, sind darin.</translation>
    </message>
    <message>
        <source>%1 at step %2 (sparse), %3 at step %4 (dense)</source>
        <translation>%1 bei Schritt %2 (Sparse), %3 bei Schritt %4 (Dense)</translation>
    </message>
    <message>
        <source>%1 at step %2</source>
        <translation>%1 bei Schritt %2</translation>
    </message>
    <message>
        <source>of step %1 (sparse), of step %2 (dense)</source>
        <translation>von Schritt %1 (Sparse), von Schritt %2 (Dense)</translation>
    </message>
    <message>
        <source>of step %1</source>
        <translation>von Schritt %1</translation>
    </message>
    <message>
        <source>sparse</source>
        <translation>Sparse</translation>
    </message>
    <message>
        <source>dense</source>
        <translation>Dense</translation>
    </message>
</context>
<context>
    <name>settings</name>
    <message>
        <source>Task</source>
        <translation>Aufgabe</translation>
    </message>
    <message>
        <source>Text predicts the next character; digits classifies 28x28 pictures.</source>
        <translation>Text sagt das nächste Zeichen voraus; Digits ordnet Bilder von 28x28 Pixeln ein.</translation>
    </message>
    <message>
        <source>Routing</source>
        <translation>Routing</translation>
    </message>
    <message>
        <source>Who chooses the FF neurons. Dense: all of them work. Gumbel controller: the original study&apos;s router, hard Gumbel-softmax in training. Gated: the winner of each group works, multiplied by its gate.</source>
        <translation>Wer die FF-Neuronen wählt. Dense: Alle arbeiten. Gumbel-Controller: der Router der ursprünglichen Studie, mit harter Gumbel-Softmax im Training. Gated: Der Gewinner jeder Gruppe arbeitet, mit seinem Gate multipliziert.</translation>
    </message>
    <message>
        <source>Width D</source>
        <translation>Breite D</translation>
    </message>
    <message>
        <source>Layers L</source>
        <translation>Schichten L</translation>
    </message>
    <message>
        <source>Transformer blocks, each with attention and an FF layer: x += attention(x), x += FF(x), L times.</source>
        <translation>Transformer-Blöcke, jeder mit Attention und einer FF-Schicht: x += attention(x), x += FF(x), L-mal.</translation>
    </message>
    <message>
        <source>Heads H</source>
        <translation>Köpfe H</translation>
    </message>
    <message>
        <source>Attention heads a layer, each D / H wide; H must divide D.</source>
        <translation>Attention-Köpfe je Schicht, jeder D / H breit; H muss D teilen.</translation>
    </message>
    <message>
        <source>Context T</source>
        <translation>Kontext T</translation>
    </message>
    <message>
        <source>characters</source>
        <translation>Zeichen</translation>
    </message>
    <message>
        <source>The longest text the model can look back on, T characters.</source>
        <translation>Der längste Text, auf den das Modell zurückblicken kann, T Zeichen.</translation>
    </message>
    <message>
        <source>FF neurons F</source>
        <translation>FF-Neuronen F</translation>
    </message>
    <message>
        <source>Hidden neurons of each FF layer: FF(x) = W2 relu(W1 x + b1) + b2, with F rows in W1.</source>
        <translation>Verborgene Neuronen jeder FF-Schicht: FF(x) = W2 relu(W1 x + b1) + b2, mit F Zeilen in W1.</translation>
    </message>
    <message>
        <source>Groups G</source>
        <translation>Gruppen G</translation>
    </message>
    <message>
        <source>The neurons are split into G equal groups of N = F / G; a sparse layer fires one in each, G of F.</source>
        <translation>Die Neuronen sind in G gleiche Gruppen von N = F / G geteilt; eine Sparse-Schicht feuert eines in jeder, G von F.</translation>
    </message>
    <message>
        <source>Router rank R</source>
        <translation>Router-Rang R</translation>
    </message>
    <message>
        <source>Inner width of the router, logits = B (A x) with A of R x D and B of F x R; small is cheap.</source>
        <translation>Innere Breite des Routers, Logits = B (A x) mit A von R x D und B von F x R; klein ist billig.</translation>
    </message>
    <message>
        <source>Fired neuron</source>
        <translation>Gefeuertes Neuron</translation>
    </message>
    <message>
        <source>Activation of the fired neuron. Dense and the Gumbel controller always use relu.</source>
        <translation>Aktivierung des gefeuerten Neurons. Dense und der Gumbel-Controller verwenden immer relu.</translation>
    </message>
    <message>
        <source>Router middle</source>
        <translation>Router-Mitte</translation>
    </message>
    <message>
        <source>Activation between the router&apos;s two stages. The Gumbel controller always uses relu.</source>
        <translation>Aktivierung zwischen den zwei Stufen des Routers. Der Gumbel-Controller verwendet immer relu.</translation>
    </message>
    <message>
        <source>After the first map</source>
        <translation>Nach der Eingabe</translation>
    </message>
    <message>
        <source>Activation between the 784 pixels&apos; linear map and the FF layer.</source>
        <translation>Aktivierung zwischen der linearen Abbildung der 784 Pixel und der FF-Schicht.</translation>
    </message>
    <message>
        <source>Gate</source>
        <translation>Gate</translation>
    </message>
    <message>
        <source>What multiplies the fired neuron of logit l: its softmax probability in its group, exp(l) / sum of all exp, or twice its sigmoid, 2 / (1 + exp(-l)).</source>
        <translation>Was das gefeuerte Neuron mit Logit l multipliziert: seine Softmax-Wahrscheinlichkeit in der Gruppe, exp(l) / Summe aller exp, oder zweimal sein Sigmoid, 2 / (1 + exp(-l)).</translation>
    </message>
    <message>
        <source>Gate scale</source>
        <translation>Gate-Faktor</translation>
    </message>
    <message>
        <source>Constant factor on the gate.</source>
        <translation>Konstanter Faktor auf dem Gate.</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>Batch</translation>
    </message>
    <message>
        <source>Windows of text, or pictures, in one training step.</source>
        <translation>Textfenster oder Bilder in einem Trainingsschritt.</translation>
    </message>
    <message>
        <source>Micro-batch</source>
        <translation>Micro-Batch</translation>
    </message>
    <message>
        <source>Windows, or pictures, that a thread computes at once; the micro-batches of a step run side by side. 0 = a size that keeps a few threads busy.</source>
        <translation>Fenster oder Bilder, die ein Thread auf einmal rechnet; die Micro-Batches eines Schritts laufen nebeneinander. 0 = eine Größe, die einige Threads beschäftigt.</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>Training steps planned; the learning rate&apos;s schedule ends there.</source>
        <translation>Geplante Trainingsschritte; der Verlauf der Lernrate endet dort.</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>Lernrate</translation>
    </message>
    <message>
        <source>AdamW&apos;s step size at its highest.</source>
        <translation>Schrittweite von AdamW auf ihrem Höchstwert.</translation>
    </message>
    <message>
        <source>Final fraction of it</source>
        <translation>Endanteil davon</translation>
    </message>
    <message>
        <source>Fraction f of the learning rate reached at the last step by a cosine, f + (1 - f) (1 + cos(pi s)) / 2 at the fraction s of the steps; 1 = constant.</source>
        <translation>Anteil f der Lernrate, der mit dem letzten Schritt über einen Kosinus erreicht ist, f + (1 - f) (1 + cos(pi s)) / 2 beim Anteil s der Schritte; 1 = konstant.</translation>
    </message>
    <message>
        <source>Warm-up</source>
        <translation>Aufwärmphase</translation>
    </message>
    <message>
        <source>steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>Steps over which the learning rate rises from 0.</source>
        <translation>Schritte, über die die Lernrate von 0 ansteigt.</translation>
    </message>
    <message>
        <source>Weight decay</source>
        <translation>Weight Decay</translation>
    </message>
    <message>
        <source>Decoupled decay d of the weight matrices (AdamW): w -= rate d w.</source>
        <translation>Entkoppelter Schwund d der Gewichtsmatrizen (AdamW): w -= rate d w.</translation>
    </message>
    <message>
        <source>Beta 1</source>
        <translation>Beta 1</translation>
    </message>
    <message>
        <source>AdamW&apos;s memory of the gradient: m = beta1 m + (1 - beta1) g.</source>
        <translation>Gedächtnis von AdamW für den Gradienten: m = beta1 m + (1 - beta1) g.</translation>
    </message>
    <message>
        <source>Beta 2</source>
        <translation>Beta 2</translation>
    </message>
    <message>
        <source>AdamW&apos;s memory of the squared gradient: v = beta2 v + (1 - beta2) g^2.</source>
        <translation>Gedächtnis von AdamW für den quadrierten Gradienten: v = beta2 v + (1 - beta2) g^2.</translation>
    </message>
    <message>
        <source>Gradient clip</source>
        <translation>Gradientengrenze</translation>
    </message>
    <message>
        <source>Largest norm c of the whole gradient: g *= min(1, c / |g|); 0 = off.</source>
        <translation>Größte Norm c des ganzen Gradienten: g *= min(1, c / |g|); 0 = aus.</translation>
    </message>
    <message>
        <source>Dropout</source>
        <translation>Dropout</translation>
    </message>
    <message>
        <source>Fraction of the activations dropped in training.</source>
        <translation>Anteil der Aktivierungen, die im Training weggelassen werden.</translation>
    </message>
    <message>
        <source>FF rate multiplier</source>
        <translation>Faktor FF-Rate</translation>
    </message>
    <message>
        <source>Learning-rate multiplier of FF layers and routers.</source>
        <translation>Faktor der Lernrate für FF-Schichten und Router.</translation>
    </message>
    <message>
        <source>Router rate multiplier</source>
        <translation>Faktor Router-Rate</translation>
    </message>
    <message>
        <source>Further learning-rate multiplier of routers; 0 = they stay as they start, and no gradient passes through them.</source>
        <translation>Weiterer Faktor der Lernrate für Router; 0 = sie bleiben, wie sie beginnen, und kein Gradient geht durch sie.</translation>
    </message>
    <message>
        <source>Load balance</source>
        <translation>Lastausgleich</translation>
    </message>
    <message>
        <source>Weight of a loss that draws each group&apos;s load towards all of its neurons; 0 = off.</source>
        <translation>Gewicht eines Verlusts, der die Last jeder Gruppe auf alle ihre Neuronen zieht; 0 = aus.</translation>
    </message>
    <message>
        <source>W2 init scale</source>
        <translation>W2-Startfaktor</translation>
    </message>
    <message>
        <source>Scale of the initial FF output weights W2.</source>
        <translation>Faktor der ersten FF-Ausgabegewichte W2.</translation>
    </message>
    <message>
        <source>Router start</source>
        <translation>Router-Start</translation>
    </message>
    <message>
        <source>Logits at the first step: random, or neurons = each neuron&apos;s own pre-activation as far as the router&apos;s first stage sees it.</source>
        <translation>Logits beim ersten Schritt: random = zufällig, oder neurons = die eigene Voraktivierung jedes Neurons, soweit die erste Stufe des Routers sie sieht.</translation>
    </message>
    <message>
        <source>Router noise</source>
        <translation>Router-Rauschen</translation>
    </message>
    <message>
        <source>Scale of the Gumbel noise on Gated&apos;s choice at the first step.</source>
        <translation>Stärke des Gumbel-Rauschens auf der Wahl von Gated beim ersten Schritt.</translation>
    </message>
    <message>
        <source>Noise ends after</source>
        <translation>Rauschen endet nach</translation>
    </message>
    <message>
        <source>of the steps</source>
        <translation>der Schritte</translation>
    </message>
    <message>
        <source>Fraction of the steps over which that noise falls to 0.</source>
        <translation>Anteil der Schritte, über den dieses Rauschen auf 0 fällt.</translation>
    </message>
    <message>
        <source>Matrix products</source>
        <translation>Matrixprodukte</translation>
    </message>
    <message>
        <source>Format of the factors in training; sums stay fp32. bf16 is several times faster where the processor multiplies it itself, and slow elsewhere; auto = bf16 there, else fp32.</source>
        <translation>Format der Faktoren im Training; Summen bleiben fp32. bf16 ist mehrfach schneller, wo der Prozessor es selbst multipliziert, und anderswo langsam; auto = dort bf16, sonst fp32.</translation>
    </message>
    <message>
        <source>Evaluate every</source>
        <translation>Auswerten alle</translation>
    </message>
    <message>
        <source>Steps between two passes over the whole validation set; also at the start, at steps 10 and 50 if they come before the first of these, and at the end.</source>
        <translation>Schritte zwischen zwei Durchgängen über die ganze Validierungsmenge; auch am Anfang, bei Schritt 10 und 50, wenn sie vor dem ersten liegen, und am Ende.</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Seed</translation>
    </message>
    <message>
        <source>Start weights, batches and noise follow from it.</source>
        <translation>Startgewichte, Batches und Rauschen folgen daraus.</translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation>Temperatur</translation>
    </message>
    <message>
        <source>Characters are drawn with p = softmax(logits / t). 0 always takes the likeliest; higher is bolder.</source>
        <translation>Zeichen werden mit p = softmax(logits / t) gezogen. 0 nimmt immer das wahrscheinlichste; höher ist kühner.</translation>
    </message>
    <message>
        <source>Top-k</source>
        <translation>Top-k</translation>
    </message>
    <message>
        <source>Choose among the k likeliest characters only; 0 = off.</source>
        <translation>Nur unter den k wahrscheinlichsten Zeichen wählen; 0 = aus.</translation>
    </message>
    <message>
        <source>Top-p</source>
        <translation>Top-p</translation>
    </message>
    <message>
        <source>Choose among the fewest characters that together reach this probability; 1 = off.</source>
        <translation>Unter den wenigsten Zeichen wählen, die zusammen diese Wahrscheinlichkeit erreichen; 1 = aus.</translation>
    </message>
    <message>
        <source>The same seed gives the same text.</source>
        <translation>Derselbe Seed ergibt denselben Text.</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>Länge</translation>
    </message>
    <message>
        <source>Characters to generate.</source>
        <translation>Zeichen, die generiert werden.</translation>
    </message>
    <message>
        <source>Numbers that stand for one token between the layers.</source>
        <translation>Zahlen, die zwischen den Schichten für ein Token stehen.</translation>
    </message>
    <message>
        <source>Hidden neurons of the FF layer.</source>
        <translation>Verborgene Neuronen der FF-Schicht.</translation>
    </message>
    <message>
        <source>One or more numbers of groups, in each of which one neuron fires: 24,64.</source>
        <translation>Eine oder mehrere Zahlen von Gruppen, in denen je ein Neuron feuert: 24,64.</translation>
    </message>
    <message>
        <source>Inner width of the router.</source>
        <translation>Innere Breite des Routers.</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>Schichten</translation>
    </message>
    <message>
        <source>Copies in rotation.</source>
        <translation>Kopien im Wechsel.</translation>
    </message>
    <message>
        <source>Who chooses the neurons of the sparse layer.</source>
        <translation>Wer die Neuronen der Sparse-Schicht wählt.</translation>
    </message>
    <message>
        <source>Attention heads; must divide the width.</source>
        <translation>Attention-Köpfe; müssen die Breite teilen.</translation>
    </message>
    <message>
        <source>Tokens a call</source>
        <translation>Token je Aufruf</translation>
    </message>
    <message>
        <source>One or more numbers of tokens that pass through the layer in one call: 1,16,256. 1 is generation, more is reading a prompt.</source>
        <translation>Eine oder mehrere Zahlen von Token, die in einem Aufruf durch die Schicht gehen: 1,16,256. 1 ist Generierung, mehr ist Lesen eines Prompts.</translation>
    </message>
    <message>
        <source>Prompt lengths</source>
        <translation>Prompt-Längen</translation>
    </message>
    <message>
        <source>One or more numbers of tokens, up to the models&apos; context: 64,256.</source>
        <translation>Eine oder mehrere Zahlen von Token, bis zum Kontext der Modelle: 64,256.</translation>
    </message>
    <message>
        <source>Texts</source>
        <translation>Texte</translation>
    </message>
    <message>
        <source>One or more numbers of texts, one token of each a call: 4,16.</source>
        <translation>Eine oder mehrere Zahlen von Texten, je Aufruf ein Token von jedem: 4,16.</translation>
    </message>
    <message>
        <source>Pictures a call</source>
        <translation>Bilder je Aufruf</translation>
    </message>
    <message>
        <source>One or more numbers of pictures in one call: 1,64.</source>
        <translation>Eine oder mehrere Zahlen von Bildern in einem Aufruf: 1,64.</translation>
    </message>
    <message>
        <source>Tokens a round</source>
        <translation>Token je Runde</translation>
    </message>
    <message>
        <source>Tokens that each model generates of each text in one round.</source>
        <translation>Token, die jedes Modell in einer Runde von jedem Text generiert.</translation>
    </message>
    <message>
        <source>Context</source>
        <translation>Kontext</translation>
    </message>
    <message>
        <source>Tokens in the key/value cache around which the timed tokens are centred.</source>
        <translation>Token im Key/Value-Cache, um die herum die gemessenen Token liegen.</translation>
    </message>
    <message>
        <source>Threads</source>
        <translation>Threads</translation>
    </message>
    <message>
        <source>Threads of the engine and of LibTorch while timing.</source>
        <translation>Threads der Engine und von LibTorch beim Messen.</translation>
    </message>
    <message>
        <source>Rounds</source>
        <translation>Runden</translation>
    </message>
    <message>
        <source>Timed rounds. Each plays every variant once, in shuffled order; medians and intervals are over rounds.</source>
        <translation>Gemessene Runden. Jede spielt jede Variante einmal, in gemischter Reihenfolge; Mediane und Intervalle gehen über die Runden.</translation>
    </message>
    <message>
        <source>Rounds before the timed ones, thrown away.</source>
        <translation>Runden vor den gemessenen, die verworfen werden.</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>Zeilen</translation>
    </message>
    <message>
        <source>Only these rows: dense,sparse,libtorch-dense; none = all that the workload has.</source>
        <translation>Nur diese Zeilen: dense,sparse,libtorch-dense; keine = alle, die es dafür gibt.</translation>
    </message>
    <message>
        <source>LibTorch rows</source>
        <translation>LibTorch-Zeilen</translation>
    </message>
    <message>
        <source>LibTorch&apos;s own operators, an independent reference.</source>
        <translation>LibTorchs eigene Operatoren, eine unabhängige Referenz.</translation>
    </message>
    <message>
        <source>Block</source>
        <translation>Block</translation>
    </message>
    <message>
        <source>seconds</source>
        <translation>Sekunden</translation>
    </message>
    <message>
        <source>Least time of one implementation in a round.</source>
        <translation>Kleinste Zeit einer Umsetzung in einer Runde.</translation>
    </message>
    <message>
        <source>Random weights, inputs and order follow from it.</source>
        <translation>Zufallsgewichte, Eingaben und Reihenfolge folgen daraus.</translation>
    </message>
    <message>
        <source>Text, quick, gated 1/64</source>
        <translation>Text, schnell, gated 1/64</translation>
    </message>
    <message>
        <source>A small transformer that learns within minutes on two cores: 8 of 512 neurons fire.</source>
        <translation>Ein kleiner Transformer, der auf zwei Kernen in Minuten lernt: 8 von 512 Neuronen feuern.</translation>
    </message>
    <message>
        <source>Text, quick, dense</source>
        <translation>Text, schnell, dense</translation>
    </message>
    <message>
        <source>The same small transformer with ordinary FF layers.</source>
        <translation>Derselbe kleine Transformer mit gewöhnlichen FF-Schichten.</translation>
    </message>
    <message>
        <source>Text, demo, gated 1/64</source>
        <translation>Text, Demo, gated 1/64</translation>
    </message>
    <message>
        <source>Between quick and full size: 24 of 1536 neurons fire in each of 4 layers.</source>
        <translation>Zwischen schnell und voller Größe: 24 von 1536 Neuronen feuern in jeder von 4 Schichten.</translation>
    </message>
    <message>
        <source>Text, demo, dense</source>
        <translation>Text, Demo, dense</translation>
    </message>
    <message>
        <source>The same transformer with ordinary FF layers.</source>
        <translation>Derselbe Transformer mit gewöhnlichen FF-Schichten.</translation>
    </message>
    <message>
        <source>Digits, gated 8 of 400</source>
        <translation>Ziffern, gated 8 von 400</translation>
    </message>
    <message>
        <source>The study&apos;s digit network with our gate and schedule.</source>
        <translation>Das Ziffernnetz der Studie mit unserem Gate und Zeitplan.</translation>
    </message>
    <message>
        <source>Text, full size, gated 1/64</source>
        <translation>Text, volle Größe, gated 1/64</translation>
    </message>
    <message>
        <source>The study&apos;s transformer with our gate and schedule; hours on a CPU.</source>
        <translation>Der Transformer der Studie mit unserem Gate und Zeitplan; Stunden auf einer CPU.</translation>
    </message>
    <message>
        <source>Digits, the study, dense</source>
        <translation>Ziffern, Studie, dense</translation>
    </message>
    <message>
        <source>784 - 100 - FF 400 - 10, 6,260 steps of 64 pictures.</source>
        <translation>784 - 100 - FF 400 - 10, 6.260 Schritte mit 64 Bildern.</translation>
    </message>
    <message>
        <source>Digits, the study, Gumbel 8 of 400</source>
        <translation>Ziffern, Studie, Gumbel 8 von 400</translation>
    </message>
    <message>
        <source>The same with the study&apos;s router: 8 of 400 neurons fire.</source>
        <translation>Dasselbe mit dem Router der Studie: 8 von 400 Neuronen feuern.</translation>
    </message>
    <message>
        <source>Text, the study, dense</source>
        <translation>Text, Studie, dense</translation>
    </message>
    <message>
        <source>384 wide, 6 layers, 6 heads, context 256, 6,000 steps of 64 windows; hours on a CPU.</source>
        <translation>384 breit, 6 Schichten, 6 Köpfe, Kontext 256, 6.000 Schritte mit 64 Fenstern; Stunden auf einer CPU.</translation>
    </message>
    <message>
        <source>Text, the study, Gumbel 1/64</source>
        <translation>Text, Studie, Gumbel 1/64</translation>
    </message>
    <message>
        <source>The same with the study&apos;s router (rank 96, +10 % parameters).</source>
        <translation>Dasselbe mit dem Router der Studie (Rang 96, +10 % Parameter).</translation>
    </message>
    <message>
        <source>Text, the study, Gumbel 1/64, rank 24</source>
        <translation>Text, Studie, Gumbel 1/64, Rang 24</translation>
    </message>
    <message>
        <source>The same with a router of rank 24 (+2.6 % parameters).</source>
        <translation>Dasselbe mit einem Router vom Rang 24 (+2,6 % Parameter).</translation>
    </message>
    <message>
        <source>Numbers that stand for one character between the layers: x has D of them.</source>
        <translation>Zahlen, die zwischen den Schichten für ein Zeichen stehen: x hat D davon.</translation>
    </message>
</context>
</TS>
