<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de">
<context>
    <name />
    <message>
        <source>This program runs from its source: the terms of each package stand in its own folder.
The standalone program lists them all here.</source>
        <translation>Dieses Programm läuft aus seinem Quelltext: Die Bedingungen jedes Pakets liegen in dessen Ordner.
Das eigenständige Programm listet sie hier alle auf.</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keines</translation>
    </message>
    <message>
        <source>Open another model</source>
        <translation>Ein anderes Modell öffnen</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Opening {}</source>
        <translation>Öffne {}</translation>
    </message>
    <message>
        <source>Drop to open</source>
        <translation>Zum Öffnen loslassen</translation>
    </message>
    <message>
        <source>Drop a folder of product photos here</source>
        <translation>Ordner mit Produktfotos hierher ziehen</translation>
    </message>
    <message>
        <source>Each photo gets a tag, and the picture that shows why. Nothing leaves this computer.</source>
        <translation>Jedes Foto bekommt ein Etikett und das Bild, das zeigt, warum. Nichts verlässt diesen Computer.</translation>
    </message>
    <message>
        <source>All photos</source>
        <translation>Alle Fotos</translation>
    </message>
    <message>
        <source>Photos of all folders</source>
        <translation>Fotos aller Ordner</translation>
    </message>
    <message>
        <source>Include subfolders</source>
        <translation>Mit Unterordnern</translation>
    </message>
    <message>
        <source>Look for photos in the folders below as well</source>
        <translation>Auch in den Ordnern darunter nach Fotos suchen</translation>
    </message>
    <message>
        <source>Folders</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Photos</source>
        <translation>Fotos</translation>
    </message>
    <message>
        <source>Doubtful first</source>
        <translation>Unsichere zuerst</translation>
    </message>
    <message>
        <source>What is still to do, the least sure first</source>
        <translation>Was noch offen ist, das Unsicherste zuerst</translation>
    </message>
    <message>
        <source>Disagreements</source>
        <translation>Abweichungen</translation>
    </message>
    <message>
        <source>The catalog's tag differs from the model's, the clearest first</source>
        <translation>Das Katalogetikett ist ein anderes als das des Modells, das Zweifelhafteste zuerst</translation>
    </message>
    <message>
        <source>Unfamiliar</source>
        <translation>Unbekannt</translation>
    </message>
    <message>
        <source>Unlike anything that the model learnt from</source>
        <translation>So etwas hat das Modell noch nie gesehen</translation>
    </message>
    <message>
        <source>To do</source>
        <translation>Offen</translation>
    </message>
    <message>
        <source>Not decided yet, by name</source>
        <translation>Noch nicht entschieden, nach Namen</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Accepted or corrected, the latest first</source>
        <translation>Bestätigt oder korrigiert, das Letzte zuerst</translation>
    </message>
    <message>
        <source>Flagged</source>
        <translation>Markiert</translation>
    </message>
    <message>
        <source>Flagged for somebody else, the latest first</source>
        <translation>Zurückgelegt, das Letzte zuerst</translation>
    </message>
    <message>
        <source>No catalog tag differs from the model's. To compare, import the shop's file (Ctrl+I).</source>
        <translation>Kein Etikett des Katalogs weicht von dem des Modells ab. Zum Vergleichen die Datei des Shops importieren (Strg+I).</translation>
    </message>
    <message>
        <source>Nothing here is unfamiliar to the model.</source>
        <translation>Nichts hier ist dem Modell neu.</translation>
    </message>
    <message>
        <source>Nothing is decided yet.</source>
        <translation>Noch ist nichts entschieden.</translation>
    </message>
    <message>
        <source>Nothing is flagged.</source>
        <translation>Nichts ist zurückgelegt.</translation>
    </message>
    <message>
        <source>Every file can be read.</source>
        <translation>Jede Datei lässt sich lesen.</translation>
    </message>
    <message>
        <source>Nothing is left to do here.</source>
        <translation>Hier ist nichts mehr zu tun.</translation>
    </message>
    <message>
        <source>Views</source>
        <translation>Ansichten</translation>
    </message>
    <message>
        <source>Sorted otherwise: {}</source>
        <translation>Anders sortiert: {}</translation>
    </message>
    <message>
        <source>Looking for photos …</source>
        <translation>Suche nach Fotos …</translation>
    </message>
    <message>
        <source> and {} more</source>
        <translation> und {} weitere</translation>
    </message>
    <message>
        <source>{}{} ({}) - Tagproof</source>
        <translation>{}{} ({}) - Tagproof</translation>
    </message>
    <message>
        <source>{} could not be read. {}</source>
        <translation>{} konnten nicht gelesen werden. {}</translation>
    </message>
    <message>
        <source>The folder holds {} where its review knows {}. Is the disk there? Nothing was changed.</source>
        <translation>Der Ordner enthält {}, seine Durchsicht kennt {}. Ist das Laufwerk da? Nichts wurde geändert.</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>Noch einmal suchen</translation>
    </message>
    <message>
        <source>They are gone</source>
        <translation>Sie sind weg</translation>
    </message>
    <message>
        <source>Left out, of kinds that are not read: {}.</source>
        <translation>Ausgelassen, weil sie nicht gelesen werden: {}.</translation>
    </message>
    <message>
        <source>This could not be opened</source>
        <translation>Das konnte nicht geöffnet werden</translation>
    </message>
    <message>
        <source>No photos found there</source>
        <translation>Dort wurden keine Fotos gefunden</translation>
    </message>
    <message>
        <source>Drop another folder here.</source>
        <translation>Ziehen Sie einen anderen Ordner hierher.</translation>
    </message>
    <message>
        <source>{} tagged</source>
        <translation>{} etikettiert</translation>
    </message>
    <message>
        <source>, {:,} unreadable</source>
        <translation>, {:,} unlesbar</translation>
    </message>
    <message>
        <source>Original photo</source>
        <translation>Originalfoto</translation>
    </message>
    <message>
        <source>Photo with overlay</source>
        <translation>Foto mit Überlagerung</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>Ganz</translation>
    </message>
    <message>
        <source>Show the whole photo</source>
        <translation>Das ganze Foto zeigen</translation>
    </message>
    <message>
        <source>One photo pixel for each screen pixel</source>
        <translation>Ein Fotopixel auf einem Bildschirmpixel</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>Vergrößern</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>Verkleinern</translation>
    </message>
    <message>
        <source>Look left</source>
        <translation>Nach links blicken</translation>
    </message>
    <message>
        <source>Look right</source>
        <translation>Nach rechts blicken</translation>
    </message>
    <message>
        <source>Look up</source>
        <translation>Nach oben blicken</translation>
    </message>
    <message>
        <source>Look down</source>
        <translation>Nach unten blicken</translation>
    </message>
    <message>
        <source>Overlay</source>
        <translation>Überlagerung</translation>
    </message>
    <message>
        <source>Show or hide the overlay</source>
        <translation>Überlagerung zeigen oder verbergen</translation>
    </message>
    <message>
        <source>Similar</source>
        <translation>Ähnliche</translation>
    </message>
    <message>
        <source>Find the photos most similar to this one</source>
        <translation>Die Fotos finden, die diesem am ähnlichsten sind</translation>
    </message>
    <message>
        <source>This review does not know the shop's file that its categories came from. Choose the file that is to be written back.</source>
        <translation>Diese Durchsicht kennt die Datei des Shops nicht, aus der ihre Kategorien kamen. Wählen Sie die Datei, in die zurückgeschrieben werden soll.</translation>
    </message>
    <message>
        <source>{} is not there any more. Choose the file that is to be written back.</source>
        <translation>{} ist nicht mehr da. Wählen Sie die Datei, in die zurückgeschrieben werden soll.</translation>
    </message>
    <message>
        <source>Reading the review …</source>
        <translation>Die Durchsicht wird gelesen …</translation>
    </message>
    <message>
        <source>Save list of changes…</source>
        <translation>Liste der Änderungen speichern…</translation>
    </message>
    <message>
        <source>Write</source>
        <translation>Schreiben</translation>
    </message>
    <message>
        <source>Nothing was written. {}</source>
        <translation>Es wurde nichts geschrieben. {}</translation>
    </message>
    <message>
        <source>Similar photos</source>
        <translation>Ähnliche Fotos</translation>
    </message>
    <message>
        <source>Like {}</source>
        <translation>Ähnlich wie {}</translation>
    </message>
    <message>
        <source>Looking for similar photos…</source>
        <translation>Ähnliche Fotos werden gesucht …</translation>
    </message>
    <message>
        <source>Reading {:,} of {}</source>
        <translation>{:,} von {} angesehen</translation>
    </message>
    <message>
        <source>Tag as {}</source>
        <translation>Als {} etikettieren</translation>
    </message>
    <message>
        <source>Same tag</source>
        <translation>Gleiches Etikett</translation>
    </message>
    <message>
        <source>Give them the tag of the photo they resemble</source>
        <translation>Ihnen das Etikett des Fotos geben, dem sie ähnlich sind</translation>
    </message>
    <message>
        <source>Compare two to four photos side by side</source>
        <translation>Zwei bis vier Fotos nebeneinander vergleichen</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stopp</translation>
    </message>
    <message>
        <source>Ticked: {}. Your decision applies to all of them.</source>
        <translation>Angekreuzt: {}. Was Sie entscheiden, gilt für alle zusammen.</translation>
    </message>
    <message>
        <source>Space ticks a photo, Ctrl+A all. Without ticks you decide the marked one.</source>
        <translation>Leertaste kreuzt ein Foto an, Strg+A alle. Ohne Kreuz entscheiden Sie über das markierte.</translation>
    </message>
    <message>
        <source>Identical</source>
        <translation>Identisch</translation>
    </message>
    <message>
        <source>{} alike</source>
        <translation>{} ähnlich</translation>
    </message>
    <message>
        <source>This photo cannot be read, so nothing can be similar to it.</source>
        <translation>Dieses Foto lässt sich nicht lesen, also kann ihm keines ähnlich sein.</translation>
    </message>
    <message>
        <source>The {:,} most similar of {}, most similar first.</source>
        <translation>Die {:,} ähnlichsten von {}, das ähnlichste zuerst.</translation>
    </message>
    <message>
        <source>Not read yet: {}.</source>
        <translation>Noch nicht angesehen: {}.</translation>
    </message>
    <message>
        <source>Cannot be read: {}.</source>
        <translation>Nicht lesbar: {}.</translation>
    </message>
    <message>
        <source>Working out the changes …</source>
        <translation>Die Änderungen werden ermittelt …</translation>
    </message>
    <message>
        <source>Writing {} …</source>
        <translation>{} wird geschrieben …</translation>
    </message>
    <message>
        <source>Save list of changes</source>
        <translation>Liste der Änderungen speichern</translation>
    </message>
    <message>
        <source>Stopped. Nothing was written.</source>
        <translation>Angehalten. Es wurde nichts geschrieben.</translation>
    </message>
    <message>
        <source>Stopping …</source>
        <translation>Wird angehalten …</translation>
    </message>
    <message>
        <source>Stopped before the file was read.</source>
        <translation>Angehalten, bevor die Datei gelesen war.</translation>
    </message>
    <message>
        <source>Reading the file, {:,} of {} …</source>
        <translation>Die Datei wird gelesen, {:,} von {} …</translation>
    </message>
    <message>
        <source>Working out the changes, {:,} of {} …</source>
        <translation>Die Änderungen werden ermittelt, {:,} von {} …</translation>
    </message>
    <message>
        <source>Writing the file, {} …</source>
        <translation>Die Datei wird geschrieben, {} …</translation>
    </message>
    <message>
        <source>Writing the list, {:,} of {} …</source>
        <translation>Die Liste wird geschrieben, {:,} von {} …</translation>
    </message>
    <message>
        <source>about {} left</source>
        <translation>noch etwa {}</translation>
    </message>
    <message>
        <source>Stop explaining (Esc)</source>
        <translation>Erklären abbrechen (Esc)</translation>
    </message>
    <message>
        <source>Contrast</source>
        <translation>Gegenüberstellen</translation>
    </message>
    <message>
        <source>Why this class and not another</source>
        <translation>Warum diese Klasse und nicht eine andere</translation>
    </message>
    <message>
        <source>What if</source>
        <translation>Was wäre wenn</translation>
    </message>
    <message>
        <source>Switch regions off and see what the model says</source>
        <translation>Bereiche ausschalten und sehen, was das Modell sagt</translation>
    </message>
    <message>
        <source>Box</source>
        <translation>Rahmen</translation>
    </message>
    <message>
        <source>Draw a box around the item: only what is inside is tagged</source>
        <translation>Einen Rahmen um den Artikel ziehen: Nur was darin liegt, wird etikettiert</translation>
    </message>
    <message>
        <source>Progress of the explanation</source>
        <translation>Fortschritt der Erklärung</translation>
    </message>
    <message>
        <source>against</source>
        <translation>dagegen</translation>
    </message>
    <message>
        <source>for</source>
        <translation>dafür</translation>
    </message>
    <message>
        <source>Colour scale, from {} over nothing to {}</source>
        <translation>Farbskala von {} über nichts bis {}</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Nächster</translation>
    </message>
    <message>
        <source>Mark the next strongest region</source>
        <translation>Den nächststärksten Bereich markieren</translation>
    </message>
    <message>
        <source>Switch</source>
        <translation>Umschalten</translation>
    </message>
    <message>
        <source>Switch the marked region off or on</source>
        <translation>Den markierten Bereich aus- oder einschalten</translation>
    </message>
    <message>
        <source>Only</source>
        <translation>Nur dieser</translation>
    </message>
    <message>
        <source>Leave only the marked region on</source>
        <translation>Nur den markierten Bereich anlassen</translation>
    </message>
    <message>
        <source>Without</source>
        <translation>Ohne diesen</translation>
    </message>
    <message>
        <source>Switch only the marked region off</source>
        <translation>Nur den markierten Bereich ausschalten</translation>
    </message>
    <message>
        <source>Invert</source>
        <translation>Umkehren</translation>
    </message>
    <message>
        <source>Invert every region</source>
        <translation>Jeden Bereich umschalten</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>Zurücksetzen</translation>
    </message>
    <message>
        <source>Switch every region on</source>
        <translation>Jeden Bereich einschalten</translation>
    </message>
    <message>
        <source>Click a region to switch it off or on</source>
        <translation>Klick auf einen Bereich schaltet ihn aus oder ein</translation>
    </message>
    <message>
        <source>{}: model {}, simple model {}, difference {:+.0f} points</source>
        <translation>{}: Modell {}, einfaches Modell {}, Abstand {:+.0f} Punkte</translation>
    </message>
    <message>
        <source>Model {}, simple model {}: {:+.0f}</source>
        <translation>Modell {}, einfaches Modell {}: {:+.0f}</translation>
    </message>
    <message>
        <source>Why {} and not …</source>
        <translation>Warum {} und nicht …</translation>
    </message>
    <message>
        <source>{}: clear</source>
        <translation>{}: leeren</translation>
    </message>
    <message>
        <source>Several products on one photo</source>
        <translation>Mehrere Produkte auf einem Foto</translation>
    </message>
    <message>
        <source>Not the product that it should be</source>
        <translation>Nicht das Produkt, das es sein soll</translation>
    </message>
    <message>
        <source>Photo too poor to tell</source>
        <translation>Foto zu schlecht, um es zu erkennen</translation>
    </message>
    <message>
        <source>Product cut off or hidden</source>
        <translation>Produkt abgeschnitten oder verdeckt</translation>
    </message>
    <message>
        <source>Not a product photo</source>
        <translation>Kein Produktfoto</translation>
    </message>
    <message>
        <source>In the order of the photo in view. Percentages would be of that photo alone.</source>
        <translation>In der Reihenfolge des gezeigten Fotos. Prozente wären die dieses einen Fotos.</translation>
    </message>
    <message>
        <source>New tag</source>
        <translation>Neues Etikett</translation>
    </message>
    <message>
        <source>Nothing left to do: everything is decided.</source>
        <translation>Nichts mehr zu tun: Alles ist entschieden.</translation>
    </message>
    <message>
        <source>Nothing selected</source>
        <translation>Nichts gewählt</translation>
    </message>
    <message>
        <source>{:,} selected</source>
        <translation>{:,} ausgewählt</translation>
    </message>
    <message>
        <source>Changed a photo that this view does not show: {}</source>
        <translation>Geändert, wo diese Ansicht es nicht zeigt: {}</translation>
    </message>
    <message>
        <source>Not decided. {}</source>
        <translation>Nicht entschieden. {}</translation>
    </message>
    <message>
        <source>Correct the tag</source>
        <translation>Etikett korrigieren</translation>
    </message>
    <message>
        <source>Correct {}</source>
        <translation>{} korrigieren</translation>
    </message>
    <message>
        <source>Why is it flagged?</source>
        <translation>Warum wird es zurückgelegt?</translation>
    </message>
    <message>
        <source>Flag {}</source>
        <translation>{} markieren</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>This review lies where nothing can be written. You can look; to decide, copy it elsewhere.</source>
        <translation>Diese Durchsicht liegt, wo nichts geschrieben werden kann. Sie können sie ansehen; zum Entscheiden kopieren Sie sie anderswohin.</translation>
    </message>
    <message>
        <source>This review lies on a network drive: it is written in a slower, safer way there. Only one person at a time should decide in it.</source>
        <translation>Diese Durchsicht liegt auf einem Netzlaufwerk: Dort wird langsamer, dafür sicherer gespeichert. Es sollte immer nur eine Person darin entscheiden.</translation>
    </message>
    <message>
        <source>is about {}, and no folder is there: connect its drive, or open the folder where it lies now</source>
        <translation>handelt von {}, und dort ist kein Ordner: das Laufwerk anschließen oder den Ordner dort öffnen, wo er jetzt liegt</translation>
    </message>
    <message>
        <source>is about {}, and no folder is there: connect its drive, or put the folder there and open the review again</source>
        <translation>handelt von {}, und dort ist kein Ordner: das Laufwerk anschließen oder den Ordner dorthin legen und die Durchsicht noch einmal öffnen</translation>
    </message>
    <message>
        <source>is about single photos, and none of them is there: connect their drive, or open the photos where they lie now</source>
        <translation>handelt von einzelnen Fotos, und keines ist da: das Laufwerk anschließen oder die Fotos dort öffnen, wo sie jetzt liegen</translation>
    </message>
    <message>
        <source>Damaged in the review's file: {:,} of the model's answers. They are made again.</source>
        <translation>In der Datei der Durchsicht beschädigt: {:,} Antworten des Modells. Sie werden neu berechnet.</translation>
    </message>
    <message>
        <source>A log that another file had left beside this review was set aside as {}: it does not belong to this review.</source>
        <translation>Ein Protokoll, das eine andere Datei neben dieser Durchsicht hinterlassen hatte, liegt jetzt unter {}: Es gehört nicht zu dieser Durchsicht.</translation>
    </message>
    <message>
        <source>Restored. The review as it was is kept as {}.</source>
        <translation>Wiederhergestellt. Der bisherige Stand ist als {} aufbewahrt.</translation>
    </message>
    <message>
        <source>This review is open in another Tagproof. You can look here; decisions are made there.</source>
        <translation>Diese Durchsicht ist in einem anderen Tagproof geöffnet. Hier können Sie zusehen; entschieden wird dort.</translation>
    </message>
    <message>
        <source>Without a review, nothing is kept. {}</source>
        <translation>Ohne Durchsicht wird nichts aufbewahrt. {}</translation>
    </message>
    <message>
        <source>About this model</source>
        <translation>Über dieses Modell</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>{}: plot</source>
        <translation>{}: Diagramm</translation>
    </message>
    <message>
        <source>The estimate comes from photos that the model was tested on, and holds as far as these are like them. One undo takes all of it back.</source>
        <translation>Die Schätzung stammt von Fotos, an denen das Modell geprüft wurde, und gilt, soweit diese ihnen gleichen. Einmal Rückgängig nimmt alles zurück.</translation>
    </message>
    <message>
        <source>Accept these too</source>
        <translation>Auch diese bestätigen</translation>
    </message>
    <message>
        <source>Accept these too: {}</source>
        <translation>Auch diese bestätigen: {}</translation>
    </message>
    <message>
        <source>Auto-accept</source>
        <translation>Automatisch bestätigen</translation>
    </message>
    <message>
        <source>Minimum confidence</source>
        <translation>Mindestsicherheit</translation>
    </message>
    <message>
        <source>What would be accepted</source>
        <translation>Was bestätigt würde</translation>
    </message>
    <message>
        <source>Auto-accept tags with at least this confidence:</source>
        <translation>Automatisch bestätigen, wessen sich das Modell mindestens so sicher ist:</translation>
    </message>
    <message>
        <source>Accept</source>
        <translation>Bestätigen</translation>
    </message>
    <message>
        <source>The log of decisions stays. Undo starts afresh.</source>
        <translation>Das Protokoll der Entscheidungen bleibt. Rückgängig beginnt neu.</translation>
    </message>
    <message>
        <source>The review keeps no catalog file. Import one first: Import the shop's file, in the menu.</source>
        <translation>Die Durchsicht hat keine Katalogdatei. Zuerst eine einlesen: „Datei des Shops einlesen“ im Menü.</translation>
    </message>
    <message>
        <source>Nothing in the names says which photos are one product.</source>
        <translation>Die Namen sagen nicht, welche Fotos ein Produkt sind.</translation>
    </message>
    <message>
        <source>No names share a key and differ in the view alone.</source>
        <translation>Keine Dateinamen unterscheiden sich nur in der Ansicht.</translation>
    </message>
    <message>
        <source>No folders hold the views of one product each.</source>
        <translation>Kein Ordner enthält die Ansichten je eines Produkts.</translation>
    </message>
    <message>
        <source>The catalog file names no product for any photo.</source>
        <translation>Die Katalogdatei nennt zu keinem Foto ein Produkt.</translation>
    </message>
    <message>
        <source>Group photos into products</source>
        <translation>Fotos zu Produkten ordnen</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>Ordnen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>{} from {}, {} left alone</source>
        <translation>{} aus {}, {} für sich</translation>
    </message>
    <message>
        <source>{} from {}</source>
        <translation>{} aus {}</translation>
    </message>
    <message>
        <source>{} and {:,} more</source>
        <translation>{} und {:,} weitere</translation>
    </message>
    <message>
        <source>{} would be accepted, {:,} left for you.</source>
        <translation>{} würden bestätigt, {:,} bleiben Ihnen.</translation>
    </message>
    <message>
        <source>About {:.1f} of them are expected to be wrong ({:.1f} %).</source>
        <translation>Etwa {:.1f} davon sind voraussichtlich falsch ({:.1f} %).</translation>
    </message>
    <message>
        <source>No tag is that certain.</source>
        <translation>So sicher ist nichts.</translation>
    </message>
    <message>
        <source>{:,} selected to be left for you</source>
        <translation>{:,} ausgewählt, die Ihnen bleiben</translation>
    </message>
    <message>
        <source>What would be accepted, the least certain first. Select what should be left for you.</source>
        <translation>Was bestätigt würde, das Unsicherste zuerst. Wählen Sie aus, was Ihnen bleiben soll.</translation>
    </message>
    <message>
        <source>Accept {}</source>
        <translation>{} bestätigen</translation>
    </message>
    <message>
        <source>Import the shop's file</source>
        <translation>Datei des Shops einlesen</translation>
    </message>
    <message>
        <source>Catalog tag</source>
        <translation>Vorhandenes Etikett</translation>
    </message>
    <message>
        <source>no class yet</source>
        <translation>noch keine Klasse</translation>
    </message>
    <message>
        <source>one of {} classes</source>
        <translation>eine von {} Klassen</translation>
    </message>
    <message>
        <source> or </source>
        <translation> oder </translation>
    </message>
    <message>
        <source>Category in the file</source>
        <translation>Kategorie in der Datei</translation>
    </message>
    <message>
        <source>The model's class</source>
        <translation>Klasse des Modells</translation>
    </message>
    <message>
        <source>Class for {}</source>
        <translation>Klasse für {}</translation>
    </message>
    <message>
        <source>Categories and their classes</source>
        <translation>Kategorien und ihre Klassen</translation>
    </message>
    <message>
        <source>A fault in Tagproof</source>
        <translation>Ein Fehler in Tagproof</translation>
    </message>
    <message>
        <source>Details of the fault</source>
        <translation>Einzelheiten des Fehlers</translation>
    </message>
    <message>
        <source>Something went wrong inside the program.</source>
        <translation>Im Programm ist etwas schiefgegangen.</translation>
    </message>
    <message>
        <source>Your decisions are kept: each was written to disk as it was made. If the window does not answer as it should, close it and open it again. The details below name the fault and hold no picture; pass them on to whoever looks after Tagproof.</source>
        <translation>Ihre Entscheidungen sind bewahrt: Jede wurde sofort auf die Platte geschrieben. Wenn das Fenster nicht richtig antwortet, schließen und öffnen Sie es neu. Die Einzelheiten unten benennen den Fehler und enthalten kein Bild; geben Sie sie weiter an den, der Tagproof betreut.</translation>
    </message>
    <message>
        <source>Log files: {}</source>
        <translation>Protokolldateien: {}</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
    <message>
        <source>Copy details</source>
        <translation>Einzelheiten kopieren</translation>
    </message>
    <message>
        <source>Pictures (*.png *.jpg *.jpeg *.webp *.tif *.tiff)</source>
        <translation>Bilder (*.png *.jpg *.jpeg *.webp *.tif *.tiff)</translation>
    </message>
    <message>
        <source>Templates (*.json)</source>
        <translation>Vorlagen (*.json)</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>What to export</source>
        <translation>Was exportiert wird</translation>
    </message>
    <message>
        <source>As what</source>
        <translation>Als was</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>Ändern…</translation>
    </message>
    <message>
        <source>Lists of columns (*.txt)</source>
        <translation>Listen von Spalten (*.txt)</translation>
    </message>
    <message>
        <source>Columns of the table</source>
        <translation>Spalten der Tabelle</translation>
    </message>
    <message>
        <source>Up</source>
        <translation>Nach oben</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>Nach unten</translation>
    </message>
    <message>
        <source>From a file…</source>
        <translation>Aus einer Datei…</translation>
    </message>
    <message>
        <source>To a file…</source>
        <translation>In eine Datei…</translation>
    </message>
    <message>
        <source>Preset</source>
        <translation>Voreinstellung</translation>
    </message>
    <message>
        <source>Remove this preset</source>
        <translation>Diese Voreinstellung entfernen</translation>
    </message>
    <message>
        <source>Name of the preset</source>
        <translation>Name der Voreinstellung</translation>
    </message>
    <message>
        <source>Keep these columns as…</source>
        <translation>Diese Spalten behalten als…</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Use these columns</source>
        <translation>Diese Spalten verwenden</translation>
    </message>
    <message>
        <source>Ticked columns are written, from top to bottom.</source>
        <translation>Geschrieben werden die angekreuzten Spalten, von oben nach unten.</translation>
    </message>
    <message>
        <source>A table needs a column at least.</source>
        <translation>Eine Tabelle braucht mindestens eine Spalte.</translation>
    </message>
    <message>
        <source>All columns</source>
        <translation>Alle Spalten</translation>
    </message>
    <message>
        <source>Chosen by hand</source>
        <translation>Von Hand gewählt</translation>
    </message>
    <message>
        <source>Open columns</source>
        <translation>Spalten aus einer Datei</translation>
    </message>
    <message>
        <source>Save columns</source>
        <translation>Spalten in eine Datei</translation>
    </message>
    <message>
        <source>Template</source>
        <translation>Vorlage</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Titel</translation>
    </message>
    <message>
        <source>Company</source>
        <translation>Firma</translation>
    </message>
    <message>
        <source>At the foot of every page</source>
        <translation>Im Fuß jeder Seite</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Wählen…</translation>
    </message>
    <message>
        <source>Choose the columns</source>
        <translation>Die Spalten wählen</translation>
    </message>
    <message>
        <source>{}, chosen by hand</source>
        <translation>{}, von Hand gewählt</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Choose a logo</source>
        <translation>Ein Logo wählen</translation>
    </message>
    <message>
        <source>Remove the logo</source>
        <translation>Das Logo entfernen</translation>
    </message>
    <message>
        <source>{} × 11 inches</source>
        <translation>{} × 11 Zoll</translation>
    </message>
    <message>
        <source>Paper</source>
        <translation>Papier</translation>
    </message>
    <message>
        <source>As in the template</source>
        <translation>Wie die Vorlage sagt</translation>
    </message>
    <message>
        <source>Pages about the model</source>
        <translation>Seiten über das Modell</translation>
    </message>
    <message>
        <source>Save as template…</source>
        <translation>Als Vorlage sichern…</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>As</source>
        <translation>Als</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>Wohin</translation>
    </message>
    <message>
        <source>Logo</source>
        <translation>Logo</translation>
    </message>
    <message>
        <source>One card each, in a folder of its own.</source>
        <translation>Je eine Karte, in einem eigenen Ordner.</translation>
    </message>
    <message>
        <source>The file that is there will be replaced.</source>
        <translation>Die vorhandene Datei wird ersetzt.</translation>
    </message>
    <message>
        <source>No logo</source>
        <translation>Kein Logo</translation>
    </message>
    <message>
        <source>Choose a folder for the cards</source>
        <translation>Ordner für die Karten wählen</translation>
    </message>
    <message>
        <source>Where to save: {}</source>
        <translation>Speicherort: {}</translation>
    </message>
    <message>
        <source>Choose a logo for the report</source>
        <translation>Logo für den Bericht wählen</translation>
    </message>
    <message>
        <source>Open a template for the report</source>
        <translation>Vorlage für den Bericht öffnen</translation>
    </message>
    <message>
        <source>A class that is left out gets no probability: no photo is tagged with it, in the list, in explanations and in reports. Decisions stay as they are.</source>
        <translation>Eine ausgelassene Klasse erhält keine Wahrscheinlichkeit: Kein Foto bekommt sie als Etikett, weder in der Liste noch in Erklärungen und Berichten. Entscheidungen bleiben, wie sie sind.</translation>
    </message>
    <message>
        <source>Classes that can occur</source>
        <translation>Klassen, die vorkommen können</translation>
    </message>
    <message>
        <source>Search the classes</source>
        <translation>Klassen durchsuchen</translation>
    </message>
    <message>
        <source>Tick every class that is shown</source>
        <translation>Jede gezeigte Klasse ankreuzen</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keine</translation>
    </message>
    <message>
        <source>Tick no class that is shown</source>
        <translation>Keine gezeigte Klasse ankreuzen</translation>
    </message>
    <message>
        <source>From the catalog's terms</source>
        <translation>Aus den Kategorien des Katalogs</translation>
    </message>
    <message>
        <source>Tick what the categories of the imported file mean</source>
        <translation>Ankreuzen, was die Kategorien der eingelesenen Datei bedeuten</translation>
    </message>
    <message>
        <source>Use {}</source>
        <translation>{} verwenden</translation>
    </message>
    <message>
        <source>Use all classes</source>
        <translation>Alle Klassen verwenden</translation>
    </message>
    <message>
        <source>1 photo carries a class that would be left out.</source>
        <translation>1 Foto trägt eine Klasse, die wegfiele.</translation>
    </message>
    <message>
        <source>No photo carries a class that would be left out.</source>
        <translation>Kein Foto trägt eine Klasse, die wegfiele.</translation>
    </message>
    <message>
        <source>{:,} photos carry a class that would be left out.</source>
        <translation>{:,} Fotos tragen eine Klasse, die wegfiele.</translation>
    </message>
    <message>
        <source>1 category of the file has no class yet: tick by hand what it holds.</source>
        <translation>1 Kategorie der Datei hat noch keine Klasse: von Hand ankreuzen, was sie enthält.</translation>
    </message>
    <message>
        <source>{:,} categories of the file have no class yet: tick by hand what they hold.</source>
        <translation>{:,} Kategorien der Datei haben noch keine Klasse: von Hand ankreuzen, was sie enthalten.</translation>
    </message>
    <message>
        <source>Save as template</source>
        <translation>Als Vorlage sichern</translation>
    </message>
    <message>
        <source>This photo</source>
        <translation>Dieses Foto</translation>
    </message>
    <message>
        <source>All {} of the list</source>
        <translation>Alle {} der Liste</translation>
    </message>
    <message>
        <source>{} selected</source>
        <translation>{} ausgewählt</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>Vorschau</translation>
    </message>
    <message>
        <source>Preview: the first lines</source>
        <translation>Vorschau: die ersten Zeilen</translation>
    </message>
    <message>
        <source>Preview: pages</source>
        <translation>Vorschau: Seiten</translation>
    </message>
    <message>
        <source>Preview: page {}</source>
        <translation>Vorschau: Seite {}</translation>
    </message>
    <message>
        <source>Photos ({});;All files (*)</source>
        <translation>Fotos ({});;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Tables (*.csv *.tsv *.txt *.xlsx *.xml);;All files (*)</source>
        <translation>Tabellen (*.csv *.tsv *.txt *.xlsx *.xml);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Reviews (*.tagproof)</source>
        <translation>Durchsichten (*.tagproof)</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>Ordner öffnen</translation>
    </message>
    <message>
        <source>Open photos</source>
        <translation>Fotos öffnen</translation>
    </message>
    <message>
        <source>Open review</source>
        <translation>Durchsicht öffnen</translation>
    </message>
    <message>
        <source>Choose the shop's file to write back to</source>
        <translation>Datei des Shops zum Zurückschreiben wählen</translation>
    </message>
    <message>
        <source>Any</source>
        <translation>Beliebig</translation>
    </message>
    <message>
        <source>By hand</source>
        <translation>Von Hand</translation>
    </message>
    <message>
        <source>Automatically</source>
        <translation>Automatisch</translation>
    </message>
    <message>
        <source>{}, at least</source>
        <translation>{}, mindestens</translation>
    </message>
    <message>
        <source>{}, at most</source>
        <translation>{}, höchstens</translation>
    </message>
    <message>
        <source>to</source>
        <translation>bis</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>How sure the model is</source>
        <translation>Wie sicher das Modell ist</translation>
    </message>
    <message>
        <source>Decision</source>
        <translation>Entscheidung</translation>
    </message>
    <message>
        <source>Decided</source>
        <translation>Entschieden</translation>
    </message>
    <message>
        <source>Confidence</source>
        <translation>Sicherheit</translation>
    </message>
    <message>
        <source>Margin over the second class</source>
        <translation>Abstand zur zweiten Klasse</translation>
    </message>
    <message>
        <source>Explanation</source>
        <translation>Erklärung</translation>
    </message>
    <message>
        <source>File date from</source>
        <translation>Datei ab</translation>
    </message>
    <message>
        <source>File date until</source>
        <translation>Datei bis</translation>
    </message>
    <message>
        <source>Only where the catalog tag differs</source>
        <translation>Nur wo das vorhandene Etikett ein anderes ist</translation>
    </message>
    <message>
        <source>Only photos that look like another one</source>
        <translation>Nur was einem anderen gleicht</translation>
    </message>
    <message>
        <source>Margin over the second</source>
        <translation>Abstand zur zweiten</translation>
    </message>
    <message>
        <source>Date of the file</source>
        <translation>Datum der Datei</translation>
    </message>
    <message>
        <source>Look-alikes</source>
        <translation>Ähnliche</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Alle zeigen</translation>
    </message>
    <message>
        <source>Deciding</source>
        <translation>Entscheiden</translation>
    </message>
    <message>
        <source>Accept the tag</source>
        <translation>Das Etikett bestätigen</translation>
    </message>
    <message>
        <source>Correct all of this class in the view, or all selected</source>
        <translation>Alle dieser Klasse in der Ansicht oder alle gewählten korrigieren</translation>
    </message>
    <message>
        <source>Repeat the last correction</source>
        <translation>Den Tag der letzten Korrektur noch einmal vergeben</translation>
    </message>
    <message>
        <source>Choose the first to fifth class as the tag</source>
        <translation>Die erste bis fünfte Klasse als Etikett nehmen</translation>
    </message>
    <message>
        <source>Keep the catalog's tag</source>
        <translation>Das Katalogetikett behalten</translation>
    </message>
    <message>
        <source>Flag, with a reason</source>
        <translation>Markieren, mit Grund</translation>
    </message>
    <message>
        <source>Skip for now</source>
        <translation>Vorerst überspringen</translation>
    </message>
    <message>
        <source>Move on after a decision, or stay</source>
        <translation>Nach einer Entscheidung weitergehen oder bleiben</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Wiederherstellen</translation>
    </message>
    <message>
        <source>Decisions, newest first</source>
        <translation>Was entschieden wurde, das Neueste zuerst</translation>
    </message>
    <message>
        <source>Choose which classes can occur</source>
        <translation>Wählen, welche Klassen vorkommen können</translation>
    </message>
    <message>
        <source>Rename or merge tags that you added</source>
        <translation>Eigene Etiketten umbenennen oder vereinen</translation>
    </message>
    <message>
        <source>Move this photo to another product</source>
        <translation>Dieses Foto in ein anderes Produkt legen</translation>
    </message>
    <message>
        <source>Auto-accept confident tags</source>
        <translation>Sicheres automatisch bestätigen</translation>
    </message>
    <message>
        <source>Session summary</source>
        <translation>Sitzung im Überblick</translation>
    </message>
    <message>
        <source>Open a folder</source>
        <translation>Einen Ordner öffnen</translation>
    </message>
    <message>
        <source>Open a review file, or a copy of one</source>
        <translation>Die Datei einer Durchsicht öffnen, oder eine Kopie davon</translation>
    </message>
    <message>
        <source>Right / Left</source>
        <translation>Rechts / Links</translation>
    </message>
    <message>
        <source>By row in the grid</source>
        <translation>Zeilenweise im Raster</translation>
    </message>
    <message>
        <source>Up / Down</source>
        <translation>Auf / Ab</translation>
    </message>
    <message>
        <source>Next photo of the product, under the pictures</source>
        <translation>Nächstes Foto des Produkts, unter den Bildern</translation>
    </message>
    <message>
        <source>Previous photo of the product, likewise</source>
        <translation>Das davor, ebenso</translation>
    </message>
    <message>
        <source>Context menu of what has the focus (or the Menu key)</source>
        <translation>Menü zu dem, was die Tastatur hat (oder Menü)</translation>
    </message>
    <message>
        <source>Open the first menu (or Alt and a menu's letter)</source>
        <translation>Das erste Menü öffnen (oder Alt und der Buchstabe eines Menüs)</translation>
    </message>
    <message>
        <source>Show the file in the file manager</source>
        <translation>Die Datei zeigen, wo sie liegt</translation>
    </message>
    <message>
        <source>Open it with the system's program</source>
        <translation>Mit dem Programm des Systems öffnen</translation>
    </message>
    <message>
        <source>Copy the path of the photo</source>
        <translation>Den Pfad des Fotos kopieren</translation>
    </message>
    <message>
        <source>Select everything listed</source>
        <translation>Alle der Liste auswählen</translation>
    </message>
    <message>
        <source>Larger tiles (or Ctrl and the wheel)</source>
        <translation>Größere Kacheln (oder Strg und das Rad)</translation>
    </message>
    <message>
        <source>Smaller tiles</source>
        <translation>Kleinere Kacheln</translation>
    </message>
    <message>
        <source>Default tile size</source>
        <translation>Kacheln der üblichen Größe</translation>
    </message>
    <message>
        <source>Show or hide folders and views</source>
        <translation>Ordner und Ansichten zeigen oder verbergen</translation>
    </message>
    <message>
        <source>Show or hide the tag and its reasons</source>
        <translation>Etikett und Begründung zeigen oder verbergen</translation>
    </message>
    <message>
        <source>Full screen on or off</source>
        <translation>Bildschirm füllen oder nicht mehr</translation>
    </message>
    <message>
        <source>Find similar photos</source>
        <translation>Fotos finden, die diesem ähnlich sind</translation>
    </message>
    <message>
        <source>See two to four selected photos side by side</source>
        <translation>Zwei bis vier gewählte Fotos nebeneinander sehen</translation>
    </message>
    <message>
        <source>Filter the list: go to the values, Space ticks, Enter takes one alone</source>
        <translation>Liste eingrenzen: zu den Werten, Leertaste hakt an, Eingabe allein</translation>
    </message>
    <message>
        <source>Filter by confidence, dates, families and more</source>
        <translation>Nach Sicherheit, Datum, Familien und mehr eingrenzen</translation>
    </message>
    <message>
        <source>Remove all filters</source>
        <translation>Alles aufheben, was die Liste eingrenzt</translation>
    </message>
    <message>
        <source>By class, with headings in the grid</source>
        <translation>Klasse für Klasse, im Raster mit Überschriften</translation>
    </message>
    <message>
        <source>Draw a box around the item, or cancel</source>
        <translation>Einen Rahmen um den Artikel ziehen oder es lassen</translation>
    </message>
    <message>
        <source>Arrows, Shift+arrows</source>
        <translation>Pfeile, Umschalt+Pfeile</translation>
    </message>
    <message>
        <source>Box: move it, resize it</source>
        <translation>Rahmen: verschieben, Größe ändern</translation>
    </message>
    <message>
        <source>Enter / Esc</source>
        <translation>Eingabe / Esc</translation>
    </message>
    <message>
        <source>Box: keep it, leave all as it was</source>
        <translation>Rahmen: behalten, alles lassen, wie es war</translation>
    </message>
    <message>
        <source>Remove the box</source>
        <translation>Den Rahmen wegnehmen</translation>
    </message>
    <message>
        <source>Colour the background too, or only outline it</source>
        <translation>Auch den Hintergrund einfärben, oder ihn nur umranden</translation>
    </message>
    <message>
        <source>Drag, Ctrl+Shift+arrows</source>
        <translation>Ziehen, Strg+Umschalt+Pfeile</translation>
    </message>
    <message>
        <source>Copy the photo with its overlay</source>
        <translation>Das Foto mit seiner Überlagerung kopieren</translation>
    </message>
    <message>
        <source>Copy the selected text, or the photo's name</source>
        <translation>Markierten Text kopieren, sonst den Namen des Fotos</translation>
    </message>
    <message>
        <source>Next and previous in the list</source>
        <translation>Nächstes und voriges in der Liste</translation>
    </message>
    <message>
        <source>Correct it: the runner-up, or type a few letters</source>
        <translation>Korrigieren: die nächstbeste Klasse, oder ein paar Buchstaben tippen</translation>
    </message>
    <message>
        <source>Shift+1 … 5</source>
        <translation>Umschalt+1 … 5</translation>
    </message>
    <message>
        <source>Next photo, wherever the focus is</source>
        <translation>Das nächste, wo immer die Tastatur ist</translation>
    </message>
    <message>
        <source>Previous photo, likewise</source>
        <translation>Das vorige, ebenso</translation>
    </message>
    <message>
        <source>Shift+arrows</source>
        <translation>Umschalt+Pfeile</translation>
    </message>
    <message>
        <source>Select several in the list</source>
        <translation>Mehrere in der Liste wählen</translation>
    </message>
    <message>
        <source>Grid or filmstrip</source>
        <translation>Raster oder Filmstreifen</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Pause or resume tagging</source>
        <translation>Etikettieren anhalten oder fortsetzen</translation>
    </message>
    <message>
        <source>Photo and overlay</source>
        <translation>Foto und Überlagerung</translation>
    </message>
    <message>
        <source>Explain the first to fifth class</source>
        <translation>Die erste bis fünfte Klasse erklären</translation>
    </message>
    <message>
        <source>Switch regions off and on</source>
        <translation>Bereiche aus- und einschalten</translation>
    </message>
    <message>
        <source>What if: mark the next region</source>
        <translation>Was wäre wenn: nächsten Bereich markieren</translation>
    </message>
    <message>
        <source>What if: switch the marked region</source>
        <translation>Was wäre wenn: markierten Bereich umschalten</translation>
    </message>
    <message>
        <source>What if: leave only this region on</source>
        <translation>Was wäre wenn: nur diesen Bereich anlassen</translation>
    </message>
    <message>
        <source>What if: switch only this one off</source>
        <translation>Was wäre wenn: nur diesen ausschalten</translation>
    </message>
    <message>
        <source>What if: invert all</source>
        <translation>Was wäre wenn: alle umkehren</translation>
    </message>
    <message>
        <source>What if: switch all on</source>
        <translation>Was wäre wenn: alle einschalten</translation>
    </message>
    <message>
        <source>Hide or show the overlay</source>
        <translation>Die Überlagerung verbergen oder zeigen</translation>
    </message>
    <message>
        <source>Zoom both pictures in (or the wheel)</source>
        <translation>Beide Bilder vergrößern (oder das Mausrad)</translation>
    </message>
    <message>
        <source>Zoom both pictures out</source>
        <translation>Beide Bilder verkleinern</translation>
    </message>
    <message>
        <source>Move both pictures</source>
        <translation>Beide Bilder verschieben</translation>
    </message>
    <message>
        <source>Stop explaining or exporting</source>
        <translation>Erklären oder Exportieren abbrechen</translation>
    </message>
    <message>
        <source>Choose what to export</source>
        <translation>Wählen, was exportiert wird</translation>
    </message>
    <message>
        <source>This explanation as PDF</source>
        <translation>Diese Erklärung als PDF</translation>
    </message>
    <message>
        <source>This explanation as PNG</source>
        <translation>Diese Erklärung als PNG</translation>
    </message>
    <message>
        <source>Write back to the shop's file</source>
        <translation>In die Datei des Shops zurückschreiben</translation>
    </message>
    <message>
        <source>This sheet</source>
        <translation>Dieses Blatt</translation>
    </message>
    <message>
        <source>Quit Tagproof</source>
        <translation>Tagproof verlassen</translation>
    </message>
    <message>
        <source>Key: {}</source>
        <translation>Taste: {}</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>To change a shortcut, select its field and press another key.</source>
        <translation>Um eine Taste zu ändern, ihr Feld wählen und eine andere drücken.</translation>
    </message>
    <message>
        <source>Classes and tags</source>
        <translation>Klassen und Etiketten</translation>
    </message>
    <message>
        <source>No key</source>
        <translation>Keine Taste</translation>
    </message>
    <message>
        <source>Remove the key</source>
        <translation>Ohne Taste lassen</translation>
    </message>
    <message>
        <source>Assign a key to a class…</source>
        <translation>Einer Klasse eine Taste geben…</translation>
    </message>
    <message>
        <source>Restore defaults</source>
        <translation>Standard wiederherstellen</translation>
    </message>
    <message>
        <source>That key is already used for: {}. Change that shortcut first.</source>
        <translation>Diese Taste ist vergeben: {}. Geben Sie dem zuerst eine andere.</translation>
    </message>
    <message>
        <source>Type a few letters, or something else</source>
        <translation>Einige Buchstaben tippen, oder etwas anderes</translation>
    </message>
    <message>
        <source>Type a few letters</source>
        <translation>Einige Buchstaben tippen</translation>
    </message>
    <message>
        <source>Enter takes the highlighted line, Esc changes nothing</source>
        <translation>Eingabe nimmt die markierte Zeile, Esc lässt alles, wie es ist</translation>
    </message>
    <message>
        <source>F2 gives it a key, which takes it without asking</source>
        <translation>F2 gibt ihr eine Taste, die sie ohne Nachfrage vergibt</translation>
    </message>
    <message>
        <source>{}: choices</source>
        <translation>{}: Auswahl</translation>
    </message>
    <message>
        <source>About {}</source>
        <translation>Über {}</translation>
    </message>
    <message>
        <source>Tags product photos and shows which regions drove each tag. Everything happens on this computer: no account, no upload, no connection.</source>
        <translation>Etikettiert Produktfotos und zeigt, welche Bereiche zu jedem Etikett führten. Alles geschieht auf diesem Rechner: kein Konto, kein Hochladen, keine Verbindung.</translation>
    </message>
    <message>
        <source>Tagproof is licensed under the Apache License 2.0. The window is drawn by Qt, used under the LGPL 3: linked dynamically, its libraries may be replaced. Explanations by LIME (Ribeiro, Singh, Guestrin 2016). Icons by Lucide (ISC).</source>
        <translation>Tagproof steht unter der Apache License 2.0. Das Fenster zeichnet Qt, verwendet unter der LGPL 3: dynamisch gebunden, seine Bibliotheken dürfen ersetzt werden. Erklärungen mit LIME (Ribeiro, Singh, Guestrin 2016). Symbole von Lucide (ISC).</translation>
    </message>
    <message>
        <source>Third-party licences</source>
        <translation>Lizenzen Dritter</translation>
    </message>
    <message>
        <source>Agreement by class</source>
        <translation>Übereinstimmung nach Klassen</translation>
    </message>
    <message>
        <source>{} of {:,}</source>
        <translation>{} von {:,}</translation>
    </message>
    <message>
        <source>A click or Enter on a number shows its photos. On coloured ground both agree.</source>
        <translation>Ein Klick auf eine Zahl oder Eingabe zeigt ihre Fotos. Auf farbigem Grund stimmen beide überein.</translation>
    </message>
    <message>
        <source>Figures</source>
        <translation>Zahlen</translation>
    </message>
    <message>
        <source>Catalog terms</source>
        <translation>Kategorien des Katalogs</translation>
    </message>
    <message>
        <source>Seconds for tagging a photo by hand</source>
        <translation>Sekunden, um ein Foto von Hand zu etikettieren</translation>
    </message>
    <message>
        <source>Money saved, if tagging a photo by hand costs</source>
        <translation>Gespartes Geld; ein Foto von Hand kostet</translation>
    </message>
    <message>
        <source>Cost of tagging a photo by hand</source>
        <translation>Kosten eines von Hand etikettierten Fotos</translation>
    </message>
    <message>
        <source>Currency</source>
        <translation>Währung</translation>
    </message>
    <message>
        <source>Seconds a photo by hand</source>
        <translation>Sekunden je Foto von Hand</translation>
    </message>
    <message>
        <source>Assumed</source>
        <translation>Angenommen</translation>
    </message>
    <message>
        <source>Share of tags kept, by class, the lowest first</source>
        <translation>Belassene Etiketten, nach Klassen, die schwächste zuerst</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportieren…</translation>
    </message>
    <message>
        <source>Nothing has been decided by hand yet.</source>
        <translation>Noch wurde nichts von Hand entschieden.</translation>
    </message>
    <message>
        <source>Tags can be imported once the model is loaded.</source>
        <translation>Etiketten können eingelesen werden, sobald das Modell geladen ist.</translation>
    </message>
    <message>
        <source>Tags cannot be imported: the review can only be looked at.</source>
        <translation>Etiketten können nicht eingelesen werden: die Durchsicht kann nur angesehen werden.</translation>
    </message>
    <message>
        <source>Importing tags …</source>
        <translation>Etiketten werden eingelesen …</translation>
    </message>
    <message>
        <source>{} have a catalog tag now</source>
        <translation>{} haben jetzt ein Katalogetikett</translation>
    </message>
    <message>
        <source>{} has a catalog tag now</source>
        <translation>{} hat jetzt ein Katalogetikett</translation>
    </message>
    <message>
        <source>This model's card has no risk curve, so the expected errors are not known and nothing is auto-accepted.</source>
        <translation>Die Karte dieses Modells hat keine Risikokurve; die zu erwartenden Fehler sind daher unbekannt, und nichts wird automatisch bestätigt.</translation>
    </message>
    <message>
        <source>{} auto-accepted</source>
        <translation>{} automatisch bestätigt</translation>
    </message>
    <message>
        <source>Written: {}</source>
        <translation>Geschrieben: {}</translation>
    </message>
    <message>
        <source>Save a copy of the review</source>
        <translation>Kopie der Durchsicht sichern</translation>
    </message>
    <message>
        <source>Restore the review from a copy</source>
        <translation>Durchsicht aus einer Kopie wiederherstellen</translation>
    </message>
    <message>
        <source>Reviewer</source>
        <translation>Prüfer</translation>
    </message>
    <message>
        <source>Reviewer name</source>
        <translation>Wessen Namen tragen die Entscheidungen?</translation>
    </message>
    <message>
        <source>Shown: {} in the catalog, {} here.</source>
        <translation>Gezeigt: {} im Katalog, {} hier.</translation>
    </message>
    <message>
        <source>Save the session summary</source>
        <translation>Überblick der Sitzung speichern</translation>
    </message>
    <message>
        <source>Products</source>
        <translation>Produkte</translation>
    </message>
    <message>
        <source>Tagged</source>
        <translation>Etikettiert</translation>
    </message>
    <message>
        <source>of these auto-accepted</source>
        <translation>davon automatisch</translation>
    </message>
    <message>
        <source>Wrong in a random sample of these</source>
        <translation>Falsch in einer Stichprobe davon</translation>
    </message>
    <message>
        <source>Left out</source>
        <translation>Nicht unter den Fotos</translation>
    </message>
    <message>
        <source>Decisions at the desk</source>
        <translation>Entscheidungen von Hand</translation>
    </message>
    <message>
        <source>Hours at the desk</source>
        <translation>Stunden für die Durchsicht</translation>
    </message>
    <message>
        <source>Decisions an hour</source>
        <translation>Entscheidungen je Stunde</translation>
    </message>
    <message>
        <source>Seconds a decision, measured</source>
        <translation>Sekunden je Entscheidung, gemessen</translation>
    </message>
    <message>
        <source>Money saved, estimated</source>
        <translation>Gespartes Geld, geschätzt</translation>
    </message>
    <message>
        <source>Catalog tags that agree</source>
        <translation>Gleiche Katalog-Etiketten</translation>
    </message>
    <message>
        <source>Catalog tags of no class</source>
        <translation>Katalog-Etiketten ohne Klasse</translation>
    </message>
    <message>
        <source>{:,} of {:,}, {:.1f} % ({:.1f} to {:.1f} %)</source>
        <translation>{:,} von {:,}, {:.1f} % ({:.1f} bis {:.1f} %)</translation>
    </message>
    <message>
        <source>Hours saved, estimated</source>
        <translation>Ersparte Stunden, geschätzt</translation>
    </message>
    <message>
        <source>Report ({})</source>
        <translation>Bericht ({})</translation>
    </message>
    <message>
        <source>Cards ({})</source>
        <translation>Karten ({})</translation>
    </message>
    <message>
        <source>Table ({})</source>
        <translation>Tabelle ({})</translation>
    </message>
    <message>
        <source>Workbook ({})</source>
        <translation>Arbeitsmappe ({})</translation>
    </message>
    <message>
        <source>Full</source>
        <translation>Ausführlich</translation>
    </message>
    <message>
        <source>Short</source>
        <translation>Kurz</translation>
    </message>
    <message>
        <source>Nothing to export yet.</source>
        <translation>Noch gibt es nichts zu exportieren.</translation>
    </message>
    <message>
        <source>Nothing is selected.</source>
        <translation>Nichts ist gewählt.</translation>
    </message>
    <message>
        <source>Writing {}</source>
        <translation>Schreibe {}</translation>
    </message>
    <message>
        <source>The review is being read; then the whole list can be exported …</source>
        <translation>Die Durchsicht wird gerade gelesen; danach kann die ganze Liste exportiert werden …</translation>
    </message>
    <message>
        <source>Save this explanation as {}</source>
        <translation>Diese Erklärung als {} speichern</translation>
    </message>
    <message>
        <source>Drawing the preview of {} …</source>
        <translation>Zeichne die Vorschau von {} …</translation>
    </message>
    <message>
        <source>Writing {:,} of {}</source>
        <translation>Schreibe {:,} von {}</translation>
    </message>
    <message>
        <source>Export stopped; nothing was written.</source>
        <translation>Export abgebrochen; nichts wurde geschrieben.</translation>
    </message>
    <message>
        <source>Something went wrong inside the program; the log file says more.</source>
        <translation>Im Programm ist etwas schiefgegangen; die Protokolldatei sagt mehr.</translation>
    </message>
    <message>
        <source>Open {} again</source>
        <translation>{} wieder öffnen</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Open folders or photos</source>
        <translation>Ordner oder Fotos öffnen</translation>
    </message>
    <message>
        <source>Open folder…</source>
        <translation>Ordner öffnen…</translation>
    </message>
    <message>
        <source>Open photos…</source>
        <translation>Fotos öffnen…</translation>
    </message>
    <message>
        <source>Open review…</source>
        <translation>Durchsicht öffnen…</translation>
    </message>
    <message>
        <source>Open again</source>
        <translation>Wieder öffnen</translation>
    </message>
    <message>
        <source>Try the samples</source>
        <translation>Mit den Beispielen probieren</translation>
    </message>
    <message>
        <source>Open the sample pictures</source>
        <translation>Die Beispielbilder öffnen</translation>
    </message>
    <message>
        <source>Grid</source>
        <translation>Raster</translation>
    </message>
    <message>
        <source>Stop what runs</source>
        <translation>Laufendes abbrechen</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>Alles auswählen</translation>
    </message>
    <message>
        <source>Context menu</source>
        <translation>Menü hier</translation>
    </message>
    <message>
        <source>Menu bar</source>
        <translation>Menüleiste</translation>
    </message>
    <message>
        <source>Drop to import its tags</source>
        <translation>Loslassen, um die Etiketten einzulesen</translation>
    </message>
    <message>
        <source>Drop to import it as a model</source>
        <translation>Loslassen, um es als Modell zu importieren</translation>
    </message>
    <message>
        <source>Show all keyboard shortcuts</source>
        <translation>Alle Tasten zeigen</translation>
    </message>
    <message>
        <source>Show the list as a grid</source>
        <translation>Die Liste als Raster zeigen</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Next in the list</source>
        <translation>Nächstes in der Liste</translation>
    </message>
    <message>
        <source>Previous in the list</source>
        <translation>Voriges in der Liste</translation>
    </message>
    <message>
        <source>About this model…</source>
        <translation>Über dieses Modell…</translation>
    </message>
    <message>
        <source>Open another model…</source>
        <translation>Anderes Modell öffnen…</translation>
    </message>
    <message>
        <source>Import a model…</source>
        <translation>Modell importieren…</translation>
    </message>
    <message>
        <source>Take a model that Keras, Teachable Machine or others saved</source>
        <translation>Ein Modell übernehmen, das Keras, Teachable Machine oder andere gespeichert haben</translation>
    </message>
    <message>
        <source>About Tagproof…</source>
        <translation>Über Tagproof…</translation>
    </message>
    <message>
        <source>Export explanations</source>
        <translation>Erklärungen exportieren</translation>
    </message>
    <message>
        <source>This explanation as PNG…</source>
        <translation>Diese Erklärung als PNG…</translation>
    </message>
    <message>
        <source>This explanation as PDF…</source>
        <translation>Diese Erklärung als PDF…</translation>
    </message>
    <message>
        <source>Write back to the shop's file…</source>
        <translation>In die Datei des Shops zurückschreiben…</translation>
    </message>
    <message>
        <source>Keywords for other programs…</source>
        <translation>Stichwörter für andere Programme…</translation>
    </message>
    <message>
        <source>Recent folders</source>
        <translation>Zuletzt geöffnete Ordner</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Erscheinungsbild</translation>
    </message>
    <message>
        <source>System theme</source>
        <translation>Farben wie das System</translation>
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
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>System language</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>The language changes when Tagproof is started again.</source>
        <translation>Tagproof spricht die gewählte Sprache, sobald es neu gestartet wird.</translation>
    </message>
    <message>
        <source>Notice</source>
        <translation>Hinweis</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Weglegen</translation>
    </message>
    <message>
        <source>Dismiss this notice</source>
        <translation>Diesen Hinweis weglegen</translation>
    </message>
    <message>
        <source>Open it</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Open the file that was written</source>
        <translation>Die geschriebene Datei öffnen</translation>
    </message>
    <message>
        <source>Show its folder</source>
        <translation>Ordner zeigen</translation>
    </message>
    <message>
        <source>Show it in the file manager</source>
        <translation>Zeigen, wo sie liegt</translation>
    </message>
    <message>
        <source>Catalog says {}</source>
        <translation>Katalog sagt {}</translation>
    </message>
    <message>
        <source>Correct</source>
        <translation>Korrigieren</translation>
    </message>
    <message>
        <source>Choose another tag</source>
        <translation>Ein anderes Etikett wählen</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Accept the catalog's tag</source>
        <translation>Das Katalogetikett bestätigen</translation>
    </message>
    <message>
        <source>Flag</source>
        <translation>Markieren</translation>
    </message>
    <message>
        <source>Flag for somebody else, with a reason</source>
        <translation>Mit Grund zurücklegen</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>Später</translation>
    </message>
    <message>
        <source>Leave for later</source>
        <translation>Für später lassen</translation>
    </message>
    <message>
        <source>Repeat</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Correct all like it…</source>
        <translation>Alle gleichen korrigieren…</translation>
    </message>
    <message>
        <source>Choose another tag for everything of this class in the view, or for all selected</source>
        <translation>Einen anderen Tag für alle dieser Klasse in der Ansicht oder alle gewählten aussuchen</translation>
    </message>
    <message>
        <source>Copy catalog tag</source>
        <translation>Katalogetikett kopieren</translation>
    </message>
    <message>
        <source>Search for catalog tag</source>
        <translation>Nach dem Katalogetikett suchen</translation>
    </message>
    <message>
        <source>Fitted to</source>
        <translation>Angepasst an</translation>
    </message>
    <message>
        <source>Log-odds: steady for confident tags</source>
        <translation>Log-Odds, stetig bei sicheren Etiketten</translation>
    </message>
    <message>
        <source>Probability</source>
        <translation>Wahrscheinlichkeit</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>Stichproben</translation>
    </message>
    <message>
        <source>Balanced: fewer samples are enough</source>
        <translation>Ausgewogen: weniger genügen</translation>
    </message>
    <message>
        <source>Independent: as LIME draws</source>
        <translation>Unabhängig, wie lime zieht</translation>
    </message>
    <message>
        <source>Regions</source>
        <translation>Bereiche</translation>
    </message>
    <message>
        <source>Product cut evenly (SLIC)</source>
        <translation>Produkt gleichmäßig zerlegt (SLIC)</translation>
    </message>
    <message>
        <source>Unlike what it knows</source>
        <translation>Anders als das Bekannte</translation>
    </message>
    <message>
        <source>The photo is unlike those that the model learnt from.</source>
        <translation>Das Foto ist anders als die, aus denen das Modell gelernt hat.</translation>
    </message>
    <message>
        <source>Probably a class left out</source>
        <translation>Eher eine ausgelassene Klasse</translation>
    </message>
    <message>
        <source>Most of the model's probability falls on classes that are left out.</source>
        <translation>Der größte Teil der Wahrscheinlichkeit fällt auf Klassen, die hier nicht vorkommen können.</translation>
    </message>
    <message>
        <source>No class stands out</source>
        <translation>Keine Klasse ragt heraus</translation>
    </message>
    <message>
        <source>No class is probable enough.</source>
        <translation>Keine Klasse ist wahrscheinlich genug.</translation>
    </message>
    <message>
        <source>By file names</source>
        <translation>Nach Dateinamen</translation>
    </message>
    <message>
        <source>Two often confused classes</source>
        <translation>Zwei, die oft verwechselt werden</translation>
    </message>
    <message>
        <source>The two most probable classes are often confused, and neither stands out.</source>
        <translation>Die beiden wahrscheinlichsten Klassen werden oft verwechselt, und keine hebt sich ab.</translation>
    </message>
    <message>
        <source>Torn between two classes</source>
        <translation>Zwischen zwei Klassen</translation>
    </message>
    <message>
        <source>The runner-up is so close that neither of the two stands out.</source>
        <translation>Die zweite ist so nah, dass sich keine der beiden abhebt.</translation>
    </message>
    <message>
        <source>cannot be read</source>
        <translation>unlesbar</translation>
    </message>
    <message>
        <source>not tagged yet</source>
        <translation>noch ohne Etikett</translation>
    </message>
    <message>
        <source>not there any more</source>
        <translation>nicht mehr da</translation>
    </message>
    <message>
        <source>decided before</source>
        <translation>schon entschieden</translation>
    </message>
    <message>
        <source>Same class</source>
        <translation>Gleiche Klasse</translation>
    </message>
    <message>
        <source>Another class</source>
        <translation>Andere Klasse</translation>
    </message>
    <message>
        <source>No class of the model</source>
        <translation>Keine Klasse des Modells</translation>
    </message>
    <message>
        <source>Skipped before</source>
        <translation>Zuvor übersprungen</translation>
    </message>
    <message>
        <source>It was left for later.</source>
        <translation>Jemand hat es für später gelassen.</translation>
    </message>
    <message>
        <source>Not tagged yet</source>
        <translation>Noch ohne Etikett</translation>
    </message>
    <message>
        <source>The model has not seen it yet.</source>
        <translation>Das Modell hat es noch nicht gesehen.</translation>
    </message>
    <message>
        <source>A photo contradicts its product</source>
        <translation>Ein Foto widerspricht seinem Produkt</translation>
    </message>
    <message>
        <source>One of the product's photos looks like another class.</source>
        <translation>Eines der Fotos des Produkts sieht nach einer anderen Klasse aus.</translation>
    </message>
    <message>
        <source>Below the minimum confidence</source>
        <translation>Weniger sicher als verlangt</translation>
    </message>
    <message>
        <source>The model is less confident in the tag than the slider asks.</source>
        <translation>Das Modell ist sich des Etiketts weniger sicher, als der Regler verlangt.</translation>
    </message>
    <message>
        <source>The catalog's tag differs</source>
        <translation>Das Etikett des Katalogs weicht ab</translation>
    </message>
    <message>
        <source>The catalog's own tag means another class than the model's.</source>
        <translation>Das Etikett des Katalogs meint eine andere Klasse als das des Modells.</translation>
    </message>
    <message>
        <source>The catalog's tag means no class</source>
        <translation>Das Etikett des Katalogs meint keine Klasse</translation>
    </message>
    <message>
        <source>The catalog's own tag means none of the model's classes: it may be right.</source>
        <translation>Das Etikett des Katalogs meint keine der Klassen des Modells: Es kann richtig sein.</translation>
    </message>
    <message>
        <source>Looks like an undecided one</source>
        <translation>Gleicht einem unentschiedenen</translation>
    </message>
    <message>
        <source>It looks like another photo that is not decided yet, or decided otherwise.</source>
        <translation>Es gleicht einem anderen Foto, über das noch nicht oder anders entschieden ist.</translation>
    </message>
    <message>
        <source>No products</source>
        <translation>Keine Produkte</translation>
    </message>
    <message>
        <source>Every photo is tagged and decided on its own.</source>
        <translation>Jedes Foto wird einzeln etikettiert und entschieden.</translation>
    </message>
    <message>
        <source>By file names and folders</source>
        <translation>Nach Dateinamen und Ordnern</translation>
    </message>
    <message>
        <source>Photos with matching names, or in a folder of their own, form one product.</source>
        <translation>Fotos mit gleichem Namensanfang oder in einem eigenen Ordner bilden ein Produkt.</translation>
    </message>
    <message>
        <source>One product per folder</source>
        <translation>Ein Produkt je Ordner</translation>
    </message>
    <message>
        <source>Photos in a folder of their own, named only after their views, form one product.</source>
        <translation>Fotos in einem eigenen Ordner, die nur nach ihrer Ansicht benannt sind, bilden ein Produkt.</translation>
    </message>
    <message>
        <source>The catalog file says which photos belong together.</source>
        <translation>Die Katalogdatei sagt, welche Fotos zusammengehören.</translation>
    </message>
    <message>
        <source>Nested: the fewest samples are enough</source>
        <translation>Geschachtelt: am sparsamsten</translation>
    </message>
    <message>
        <source>A plain grid on the product</source>
        <translation>Ein Raster im Produkt</translation>
    </message>
    <message>
        <source>Chosen for each photo</source>
        <translation>Für jedes Foto gewählt</translation>
    </message>
    <message>
        <source>Whether both say the same</source>
        <translation>Ob beide dasselbe sagen</translation>
    </message>
    <message>
        <source>By the catalog file</source>
        <translation>Nach der Katalogdatei</translation>
    </message>
    <message>
        <source>Photos whose names differ only in the view, as SKU_1 and SKU_front, form one product.</source>
        <translation>Fotos, deren Namen sich nur in der Ansicht unterscheiden, etwa SKU_1 und SKU_front, bilden ein Produkt.</translation>
    </message>
    <message>
        <source>Product cut along edges (watershed)</source>
        <translation>Produkt an Kanten zerlegt (Watershed)</translation>
    </message>
    <message>
        <source>By similarity (Felzenszwalb)</source>
        <translation>Nach Ähnlichkeit (Felzenszwalb)</translation>
    </message>
    <message>
        <source>As LIME cuts (quickshift)</source>
        <translation>Wie lime zerlegt (Quickshift)</translation>
    </message>
    <message>
        <source>A plain grid</source>
        <translation>Ein einfaches Gitter</translation>
    </message>
    <message>
        <source>The strongest regions, in plain colour</source>
        <translation>Die stärksten Bereiche, einfarbig</translation>
    </message>
    <message>
        <source>Only the evidence for the class</source>
        <translation>Nur was für die Klasse spricht</translation>
    </message>
    <message>
        <source>The evidence for and against the class</source>
        <translation>Was für und was gegen die Klasse spricht</translation>
    </message>
    <message>
        <source>Only the evidence against the class</source>
        <translation>Nur was gegen die Klasse spricht</translation>
    </message>
    <message>
        <source>The regions as photographed, the rest faded</source>
        <translation>Die Bereiche wie fotografiert, der Rest verblasst</translation>
    </message>
    <message>
        <source>Files that cannot be read and are not decided, by name</source>
        <translation>Dateien, die unlesbar und nicht entschieden sind, nach Namen</translation>
    </message>
    <message>
        <source>Everything, by name</source>
        <translation>Alles, nach Namen</translation>
    </message>
    <message>
        <source>The tag decided on, else the model's</source>
        <translation>Das entschiedene Etikett, sonst das des Modells</translation>
    </message>
    <message>
        <source>What was decided</source>
        <translation>Wie entschieden wurde</translation>
    </message>
    <message>
        <source>Catalog term</source>
        <translation>Kategorie im Katalog</translation>
    </message>
    <message>
        <source>What the shop's file says</source>
        <translation>Was die Datei des Shops sagt</translation>
    </message>
    <message>
        <source>Catalog and model</source>
        <translation>Katalog und Modell</translation>
    </message>
    <message>
        <source>How reliable the explanation is</source>
        <translation>Wie weit man der Erklärung trauen kann</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Folder of the photo</source>
        <translation>Wo das Foto liegt</translation>
    </message>
    <message>
        <source>Hidden regions are filled with</source>
        <translation>Verborgene Bereiche werden</translation>
    </message>
    <message>
        <source>The background's colour</source>
        <translation>Farbe des Hintergrunds</translation>
    </message>
    <message>
        <source>Their own mean colour, as LIME does</source>
        <translation>Ihr eigenes Mittel, wie bei lime</translation>
    </message>
    <message>
        <source>A blur of the photo</source>
        <translation>Ein verwischtes Foto</translation>
    </message>
    <message>
        <source>A colour</source>
        <translation>Eine Farbe</translation>
    </message>
    <message>
        <source>Number of regions</source>
        <translation>Zahl der Bereiche</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Startwert</translation>
    </message>
    <message>
        <source>Classes at once</source>
        <translation>Klassen zugleich</translation>
    </message>
    <message>
        <source>Explanation settings</source>
        <translation>Wie Erklärungen entstehen</translation>
    </message>
    <message>
        <source>Kernel width</source>
        <translation>Kernbreite</translation>
    </message>
    <message>
        <source>Colour of hidden regions, as #rrggbb</source>
        <translation>Farbe verborgener Bereiche, als #rrggbb</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>Farbe</translation>
    </message>
    <message>
        <source>Every choice is recorded with the explanation and in reports.</source>
        <translation>Jede Wahl wird mit der Erklärung und in Berichten festgehalten.</translation>
    </message>
    <message>
        <source>As published</source>
        <translation>Wie veröffentlicht</translation>
    </message>
    <message>
        <source>Stock lime with black fill and 1,000 samples, top five regions for</source>
        <translation>Reines lime mit schwarzer Füllung und 1.000 Stichproben, die fünf stärksten Bereiche dafür</translation>
    </message>
    <message>
        <source>Blue, orange</source>
        <translation>Blau, Orange</translation>
    </message>
    <message>
        <source>Blue, red</source>
        <translation>Blau, Rot</translation>
    </message>
    <message>
        <source>Purple, green</source>
        <translation>Violett, Grün</translation>
    </message>
    <message>
        <source>Another class…</source>
        <translation>Andere Klasse…</translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation>Belege</translation>
    </message>
    <message>
        <source>For</source>
        <translation>Für</translation>
    </message>
    <message>
        <source>Both</source>
        <translation>Beide</translation>
    </message>
    <message>
        <source>Against</source>
        <translation>Gegen</translation>
    </message>
    <message>
        <source>Style</source>
        <translation>Zeigen als</translation>
    </message>
    <message>
        <source>Heat map</source>
        <translation>Wärmebild</translation>
    </message>
    <message>
        <source>All regions, smoothed</source>
        <translation>Alle Bereiche, weich</translation>
    </message>
    <message>
        <source>Opacity</source>
        <translation>Deckkraft</translation>
    </message>
    <message>
        <source>Colours over the photo</source>
        <translation>Farben über dem Foto</translation>
    </message>
    <message>
        <source>Dim the rest</source>
        <translation>Rest blass</translation>
    </message>
    <message>
        <source>Outlines</source>
        <translation>Umrisse</translation>
    </message>
    <message>
        <source>Stop when stable</source>
        <translation>Halt, wenn stabil</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>Klasse</translation>
    </message>
    <message>
        <source>Colour a plain background that counts for or against the tag; otherwise it is only outlined</source>
        <translation>Einen einfarbigen Hintergrund einfärben, der für oder gegen das Etikett spricht; sonst wird er nur umrandet</translation>
    </message>
    <message>
        <source>Highlight</source>
        <translation>Hervorheben</translation>
    </message>
    <message>
        <source>Paint the background</source>
        <translation>Hintergrund einfärben</translation>
    </message>
    <message>
        <source>Explanation settings…</source>
        <translation>Wie sie entsteht…</translation>
    </message>
    <message>
        <source>Explain another class…</source>
        <translation>Eine andere Klasse erklären…</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Farben</translation>
    </message>
    <message>
        <source>Class that the overlay speaks for and against</source>
        <translation>Klasse, für und gegen die die Überlagerung spricht</translation>
    </message>
    <message>
        <source>Class explained</source>
        <translation>Erklärte Klasse</translation>
    </message>
    <message>
        <source>Outline each region shown</source>
        <translation>Eine Linie um jeden gezeigten Bereich ziehen</translation>
    </message>
    <message>
        <source>Outlines of regions</source>
        <translation>Umrisse der Bereiche</translation>
    </message>
    <message>
        <source>All can be told apart with every common kind of colour blindness</source>
        <translation>Jede ist bei jeder verbreiteten Farbenfehlsichtigkeit zu unterscheiden</translation>
    </message>
    <message>
        <source>Colours for evidence against and for</source>
        <translation>Farben dagegen und dafür</translation>
    </message>
    <message>
        <source>The largest number of altered photos shown to the model</source>
        <translation>Höchstens so viele veränderte Fotos werden dem Modell gezeigt</translation>
    </message>
    <message>
        <source>Stop early, once two halves of the samples agree</source>
        <translation>Früh aufhören, sobald zwei Hälften der Stichproben übereinstimmen</translation>
    </message>
    <message>
        <source>Regions, fill, samples, seed; the published system's choices</source>
        <translation>Bereiche, Füllung, Stichproben, Startwert; die Wahl des veröffentlichten Systems</translation>
    </message>
    <message>
        <source>Explaining…</source>
        <translation>Wird ermittelt …</translation>
    </message>
    <message>
        <source>the program</source>
        <translation>das Programm</translation>
    </message>
    <message>
        <source>Product</source>
        <translation>Produkt</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Vorher</translation>
    </message>
    <message>
        <source>After</source>
        <translation>Nachher</translation>
    </message>
    <message>
        <source>By</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>What would change</source>
        <translation>Was sich ändern würde</translation>
    </message>
    <message>
        <source>What stays as it is, and why</source>
        <translation>Was bleibt, und warum</translation>
    </message>
    <message>
        <source>Search in all columns</source>
        <translation>In allen Spalten suchen</translation>
    </message>
    <message>
        <source>Changes ({:,})</source>
        <translation>Änderungen ({:,})</translation>
    </message>
    <message>
        <source>Changes</source>
        <translation>Änderungen</translation>
    </message>
    <message>
        <source>The photo cannot be read.</source>
        <translation>Das Foto kann nicht gelesen werden.</translation>
    </message>
    <message>
        <source>{} to change, in {} of the file.</source>
        <translation>{} zu ändern, in {} der Datei.</translation>
    </message>
    <message>
        <source>The file is already right about {}.</source>
        <translation>Schon richtig in der Datei: {}.</translation>
    </message>
    <message>
        <source>No decisions yet: nothing is decided about any product of this file, so nothing would change.</source>
        <translation>Noch keine Entscheidungen: Über kein Produkt dieser Datei ist entschieden, also würde sich nichts ändern.</translation>
    </message>
    <message>
        <source>Nothing would change.</source>
        <translation>Es würde sich nichts ändern.</translation>
    </message>
    <message>
        <source>The file already says what was decided about {}.</source>
        <translation>Was entschieden wurde, steht schon in der Datei: {}.</translation>
    </message>
    <message>
        <source>Photos of {} were decided differently.</source>
        <translation>Über ihre Fotos wurde verschieden entschieden: {}.</translation>
    </message>
    <message>
        <source>Reasons in words</source>
        <translation>Gründe in Worten</translation>
    </message>
    <message>
        <source>Looking …</source>
        <translation>Wird angesehen …</translation>
    </message>
    <message>
        <source>Calibrated probability {:.4f}</source>
        <translation>Kalibrierte Wahrscheinlichkeit {:.4f}</translation>
    </message>
    <message>
        <source>Often confused with {}</source>
        <translation>Oft verwechselt mit {}</translation>
    </message>
    <message>
        <source>Tagged from what is inside the box</source>
        <translation>Etikettiert nach dem, was im Rahmen liegt</translation>
    </message>
    <message>
        <source>Tagged from the outlined part of the photo</source>
        <translation>Etikettiert nach dem umrandeten Teil</translation>
    </message>
    <message>
        <source>No tag</source>
        <translation>Kein Etikett</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Warum</translation>
    </message>
    <message>
        <source>1 to 5 explain a class, Shift+1 to 5 choose it</source>
        <translation>1–5 erklären, Umschalt+1–5 nehmen</translation>
    </message>
    <message>
        <source>Most probable classes</source>
        <translation>Wahrscheinlichste Klassen</translation>
    </message>
    <message>
        <source>Explained: {}. Enter still accepts {}.</source>
        <translation>Erklärt: {}. Eingabe bestätigt weiterhin {}.</translation>
    </message>
    <message>
        <source>{}. Explained: {}</source>
        <translation>{}. Erklärt: {}</translation>
    </message>
    <message>
        <source>{}. To be accepted: {}</source>
        <translation>{}. Wird bestätigt: {}</translation>
    </message>
    <message>
        <source>{}. {} chooses {}</source>
        <translation>{}. {} nimmt {}</translation>
    </message>
    <message>
        <source>Double click: choose it as the tag (Shift+{})</source>
        <translation>Doppelklick: als Etikett nehmen (Umschalt+{})</translation>
    </message>
    <message>
        <source>{}: {:.4f}
Click: explain this class ({})</source>
        <translation>{}: {:.4f}
Klick: diese Klasse erklären ({})</translation>
    </message>
    <message>
        <source>Import the shop's file…</source>
        <translation>Datei des Shops einlesen…</translation>
    </message>
    <message>
        <source>Group photos into products…</source>
        <translation>Fotos zu Produkten ordnen…</translation>
    </message>
    <message>
        <source>Classes that can occur…</source>
        <translation>Klassen, die vorkommen können…</translation>
    </message>
    <message>
        <source>Rename or merge tags…</source>
        <translation>Etiketten umbenennen oder vereinen…</translation>
    </message>
    <message>
        <source>History…</source>
        <translation>Verlauf…</translation>
    </message>
    <message>
        <source>Auto-accept…</source>
        <translation>Automatisch bestätigen…</translation>
    </message>
    <message>
        <source>Check auto-accepted photos…</source>
        <translation>Automatisch Bestätigtes prüfen…</translation>
    </message>
    <message>
        <source>Session summary…</source>
        <translation>Sitzung im Überblick…</translation>
    </message>
    <message>
        <source>Save a copy of the review…</source>
        <translation>Kopie der Durchsicht sichern…</translation>
    </message>
    <message>
        <source>Restore from a copy…</source>
        <translation>Aus einer Kopie wiederherstellen …</translation>
    </message>
    <message>
        <source>Reviewer name…</source>
        <translation>Name des Prüfers…</translation>
    </message>
    <message>
        <source>no samples</source>
        <translation>keinen Stichproben</translation>
    </message>
    <message>
        <source>stopped after {}</source>
        <translation>angehalten nach {}</translation>
    </message>
    <message>
        <source>activation map</source>
        <translation>Aktivierungskarte</translation>
    </message>
    <message>
        <source>Why {}</source>
        <translation>Warum {}</translation>
    </message>
    <message>
        <source> and not {}</source>
        <translation> und nicht {}</translation>
    </message>
    <message>
        <source>Stable after</source>
        <translation>Stabil nach</translation>
    </message>
    <message>
        <source>Not stable yet after</source>
        <translation>Noch nicht stabil nach</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>{} {}, {:.1f} s; simple model R² {:.2f}</source>
        <translation>{} {}, {:.1f} s; R2 des einfaches Modells {:.2f}</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Name that decisions are recorded under</source>
        <translation>Wessen Namen die Entscheidungen tragen</translation>
    </message>
    <message>
        <source>Stays after a decision</source>
        <translation>Bleibt nach einer Entscheidung</translation>
    </message>
    <message>
        <source>Click to move on to the next photo again</source>
        <translation>Klicken, um wieder zum nächsten Foto weiterzugehen</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Stop what runs (Esc)</source>
        <translation>Abbrechen, was läuft (Esc)</translation>
    </message>
    <message>
        <source>Reviewer: {}</source>
        <translation>Prüfer: {}</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Tagging {:,} of {:,}</source>
        <translation>Etikettiere {:,} von {:,}</translation>
    </message>
    <message>
        <source>Grouping stopped; every product is as it was.</source>
        <translation>Gruppieren abgebrochen; alle Produkte sind, wie sie waren.</translation>
    </message>
    <message>
        <source>Grouping photos: {}</source>
        <translation>Fotos werden gruppiert: {}</translation>
    </message>
    <message>
        <source>{} left</source>
        <translation>noch {}</translation>
    </message>
    <message>
        <source>As the view sorts</source>
        <translation>Wie die Ansicht es vorsieht</translation>
    </message>
    <message>
        <source>Least certain first</source>
        <translation>Unsicherste zuerst</translation>
    </message>
    <message>
        <source>Closest runner-up first</source>
        <translation>Knappster Vorsprung zuerst</translation>
    </message>
    <message>
        <source>Most certain first</source>
        <translation>Sicherste zuerst</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Newest file first</source>
        <translation>Neueste Datei zuerst</translation>
    </message>
    <message>
        <source>Latest decision first</source>
        <translation>Zuletzt Entschiedenes zuerst</translation>
    </message>
    <message>
        <source>Family</source>
        <translation>Familie</translation>
    </message>
    <message>
        <source>Least reliable explanation first</source>
        <translation>Unzuverlässigste Erklärungen zuerst</translation>
    </message>
    <message>
        <source>Doubtful catalog tags first</source>
        <translation>Zweifelhafte vorhandene Etiketten zuerst</translation>
    </message>
    <message>
        <source>Look-alikes together</source>
        <translation>Ähnliche beieinander</translation>
    </message>
    <message>
        <source>{:,} done     {:,} to do     {:,} flagged</source>
        <translation>{:,} fertig     {:,} offen     {:,} markiert</translation>
    </message>
    <message>
        <source>Search in tags, decisions, statuses, products, catalog tags and names (/)</source>
        <translation>In Etiketten, Entscheidungen, Status, Produkten, Katalogetiketten und Namen suchen (/)</translation>
    </message>
    <message>
        <source>The list is not filtered.</source>
        <translation>Nichts grenzt die Liste ein.</translation>
    </message>
    <message>
        <source>The list is filtered as it was left. {} shows all of the view again.</source>
        <translation>Die Liste ist eingegrenzt, wie sie verlassen wurde. {} zeigt wieder alles in dieser Ansicht.</translation>
    </message>
    <message>
        <source>Clear all</source>
        <translation>Alles aufheben</translation>
    </message>
    <message>
        <source>Group by class</source>
        <translation>Nach Klassen gruppieren</translation>
    </message>
    <message>
        <source>By class, with headings</source>
        <translation>Klasse für Klasse, mit Überschriften</translation>
    </message>
    <message>
        <source>Sort</source>
        <translation>Sortieren</translation>
    </message>
    <message>
        <source>Sort the list</source>
        <translation>Die Liste sortieren</translation>
    </message>
    <message>
        <source>Explain another class</source>
        <translation>Eine andere Klasse erklären</translation>
    </message>
    <message>
        <source>Not seen by the model</source>
        <translation>Vom Modell nicht gesehen</translation>
    </message>
    <message>
        <source>log-odds</source>
        <translation>Log-Odds</translation>
    </message>
    <message>
        <source>probability</source>
        <translation>Wahrscheinlichkeit</translation>
    </message>
    <message>
        <source>Background</source>
        <translation>Hintergrund</translation>
    </message>
    <message>
        <source>Region {}</source>
        <translation>Bereich {}</translation>
    </message>
    <message>
        <source>{} of {}, {} {}: {:+.3f} {}</source>
        <translation>{} von {}, {} {}: {:+.3f} {}</translation>
    </message>
    <message>
        <source>{}
Cannot be told from zero</source>
        <translation>{}
Nicht von null zu unterscheiden</translation>
    </message>
    <message>
        <source>Unreadable</source>
        <translation>Unlesbar</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Wartet</translation>
    </message>
    <message>
        <source>Not tagged yet.</source>
        <translation>Noch nicht etikettiert.</translation>
    </message>
    <message>
        <source>Auto-accepted as {}</source>
        <translation>Automatisch bestätigt als {}</translation>
    </message>
    <message>
        <source>{} as {}</source>
        <translation>{} als {}</translation>
    </message>
    <message>
        <source>Not in the catalog</source>
        <translation>Keine im Katalog</translation>
    </message>
    <message>
        <source>Not explained yet</source>
        <translation>Noch nicht erklärt</translation>
    </message>
    <message>
        <source>The folder itself</source>
        <translation>Der Ordner selbst</translation>
    </message>
    <message>
        <source>Nothing to compare</source>
        <translation>Nichts zu vergleichen</translation>
    </message>
    <message>
        <source>Nothing in this view matches all of this: {}.</source>
        <translation>Nichts in dieser Ansicht entspricht all dem: {}.</translation>
    </message>
    <message>
        <source>{:,} without “{}”</source>
        <translation>{:,} ohne „{}“</translation>
    </message>
    <message>
        <source>There would be {}.</source>
        <translation>Es gäbe {}.</translation>
    </message>
    <message>
        <source>“{}”</source>
        <translation>„{}“</translation>
    </message>
    <message>
        <source>{} to {}</source>
        <translation>{} zu {}</translation>
    </message>
    <message>
        <source>Catalog tag differs</source>
        <translation>Vorhandenes Etikett ist ein anderes</translation>
    </message>
    <message>
        <source>{} to {} %</source>
        <translation>{} bis {} %</translation>
    </message>
    <message>
        <source>All {:,} classes can occur</source>
        <translation>Alle {:,} Klassen können vorkommen</translation>
    </message>
    <message>
        <source>{:,} of {:,} classes can occur</source>
        <translation>{:,} von {:,} Klassen können vorkommen</translation>
    </message>
    <message>
        <source>{} and {}</source>
        <translation>{} und {}</translation>
    </message>
    <message>
        <source>{:,} contradicts</source>
        <translation>{:,} widerspricht</translation>
    </message>
    <message>
        <source>{:,} contradict</source>
        <translation>{:,} widersprechen</translation>
    </message>
    <message>
        <source>Loading the model…</source>
        <translation>Lade das Modell …</translation>
    </message>
    <message>
        <source>{:,} of {}</source>
        <translation>{:,} von {}</translation>
    </message>
    <message>
        <source>No model</source>
        <translation>Kein Modell</translation>
    </message>
    <message>
        <source>Photos can be looked at, not tagged. {}</source>
        <translation>Fotos lassen sich ansehen, nicht etikettieren. {}</translation>
    </message>
    <message>
        <source>Removing regions</source>
        <translation>Bereiche gehen</translation>
    </message>
    <message>
        <source>Adding back regions</source>
        <translation>Bereiche kommen</translation>
    </message>
    <message>
        <source>strongest first</source>
        <translation>nach Gewicht</translation>
    </message>
    <message>
        <source>random order</source>
        <translation>in zufälliger Folge</translation>
    </message>
    <message>
        <source>How the class's probability, from 0 to 100 %, changes while the photo's regions are removed, strongest first, and added back.
Removing: {:.2f} on average, {:.2f} in random order; less is better.
Adding back: {:.2f} on average, {:.2f} in random order; more is better.</source>
        <translation>Wie sich die Wahrscheinlichkeit der Klasse, von 0 bis 100 %, ändert, während Bereiche des Fotos weggenommen werden, die stärksten zuerst, und wieder hinzukommen.
Wegnehmen: im Mittel {:.2f}, in zufälliger Folge {:.2f}; weniger ist besser.
Hinzufügen: im Mittel {:.2f}, in zufälliger Folge {:.2f}; mehr ist besser.</translation>
    </message>
    <message>
        <source>Deletion and insertion</source>
        <translation>Wegnehmen und Hinzufügen</translation>
    </message>
    <message>
        <source>This review was tagged for classes that this model lacks, {}: every class can occur now.</source>
        <translation>Diese Durchsicht wurde für Klassen etikettiert, die dieses Modell nicht hat, {}: Jetzt kann jede Klasse vorkommen.</translation>
    </message>
    <message>
        <source>The box on {} no longer applies: the file holds another photo now.</source>
        <translation>Der Rahmen auf {} wurde beiseitegelegt: Die Datei enthält jetzt ein anderes Foto.</translation>
    </message>
    <message>
        <source>A shop's file is about photos: open the one folder that they are in, then drop the file.</source>
        <translation>Eine Datei des Shops handelt von Fotos: Öffnen Sie den einen Ordner, in dem sie liegen, und legen Sie dann die Datei darauf ab.</translation>
    </message>
    <message>
        <source>Nothing can be decided here: a review is about one folder, or about single photos, and several folders are open together.</source>
        <translation>Hier lässt sich nichts entscheiden: Eine Durchsicht handelt von einem Ordner oder von einzelnen Fotos, und hier sind mehrere Ordner zugleich offen.</translation>
    </message>
    <message>
        <source>What you decide about single photos is kept in a review of their own; that of their folder does not know of it.</source>
        <translation>Was Sie über einzelne Fotos entscheiden, steht in einer eigenen Durchsicht; die ihres Ordners weiß nichts davon.</translation>
    </message>
    <message>
        <source>Only one table can be imported at a time.</source>
        <translation>Es kann nur eine Tabelle auf einmal eingelesen werden.</translation>
    </message>
    <message>
        <source>Column of: {}</source>
        <translation>Spalte für: {}</translation>
    </message>
    <message>
        <source>(none)</source>
        <translation>(keine)</translation>
    </message>
    <message>
        <source>Nothing</source>
        <translation>Nichts</translation>
    </message>
    <message>
        <source>Sheet of the workbook</source>
        <translation>Blatt der Arbeitsmappe</translation>
    </message>
    <message>
        <source>Decide the photos of a product together</source>
        <translation>Die Fotos eines Produkts zusammen entscheiden</translation>
    </message>
    <message>
        <source>Reading the file</source>
        <translation>Datei wird gelesen</translation>
    </message>
    <message>
        <source>The model's other classes get no probability. It can be changed at any time.</source>
        <translation>Die anderen Klassen des Modells erhalten keine Wahrscheinlichkeit. Das lässt sich jederzeit ändern.</translation>
    </message>
    <message>
        <source>Reading the file …</source>
        <translation>Datei wird gelesen …</translation>
    </message>
    <message>
        <source>Reading the file, {} so far …</source>
        <translation>Datei wird gelesen, bisher {} …</translation>
    </message>
    <message>
        <source>{:,} of {} found, {}.</source>
        <translation>{:,} von {} gefunden, {}.</translation>
    </message>
    <message>
        <source>The category of {} has no class yet; see Categories.</source>
        <translation>Die Kategorie von {} hat noch keine Klasse; siehe Kategorien.</translation>
    </message>
    <message>
        <source>Only this catalog's classes ({:,} of {:,})</source>
        <translation>Nur Klassen dieses Katalogs ({:,} von {:,})</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Spalten</translation>
    </message>
    <message>
        <source>Categories ({:,}, {:,} without a class)</source>
        <translation>Kategorien ({:,}, {:,} ohne Klasse)</translation>
    </message>
    <message>
        <source>Categories ({:,})</source>
        <translation>Kategorien ({:,})</translation>
    </message>
    <message>
        <source>Left out ({:,})</source>
        <translation>Ausgelassen ({:,})</translation>
    </message>
    <message>
        <source>Nothing left out</source>
        <translation>Nichts ausgelassen</translation>
    </message>
    <message>
        <source>Nothing to import: {}.</source>
        <translation>Nichts einzulesen: {}.</translation>
    </message>
    <message>
        <source>Import tags for {}</source>
        <translation>Etiketten für {} einlesen</translation>
    </message>
    <message>
        <source>Import tags</source>
        <translation>Etiketten einlesen</translation>
    </message>
    <message>
        <source>Stop reading</source>
        <translation>Lesen anhalten</translation>
    </message>
    <message>
        <source>Read again</source>
        <translation>Noch einmal lesen</translation>
    </message>
    <message>
        <source>Stopped. Nothing was imported.</source>
        <translation>Angehalten. Nichts wurde eingelesen.</translation>
    </message>
    <message>
        <source>Stopped. The file is shown as it was read before.</source>
        <translation>Angehalten. Die Datei ist zu sehen, wie sie zuvor gelesen wurde.</translation>
    </message>
    <message>
        <source>What is left out, and why</source>
        <translation>Was ausgelassen ist und warum</translation>
    </message>
    <message>
        <source>What a product's photos begin with, or what its rows share</source>
        <translation>Womit die Fotos eines Produkts beginnen oder was seine Zeilen gemeinsam haben</translation>
    </message>
    <message>
        <source>Photo</source>
        <translation>Foto</translation>
    </message>
    <message>
        <source>Name, path or address of a photo</source>
        <translation>Name, Pfad oder Adresse eines Fotos</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>Kategorie</translation>
    </message>
    <message>
        <source>The tag that the shop gives</source>
        <translation>Das Etikett, das der Shop vergibt</translation>
    </message>
    <message>
        <source>The product's name</source>
        <translation>Der Name des Produkts</translation>
    </message>
    <message>
        <source>no photo of this name in the folder</source>
        <translation>kein Foto dieses Namens im Ordner</translation>
    </message>
    <message>
        <source>the name fits photos in several folders</source>
        <translation>der Name passt zu Fotos in mehreren Ordnern</translation>
    </message>
    <message>
        <source>a photo of this name lies in another folder only</source>
        <translation>ein Foto dieses Namens liegt nur in einem anderen Ordner</translation>
    </message>
    <message>
        <source>a spreadsheet rounded the number, so its last digits are lost</source>
        <translation>eine Tabellenkalkulation hat die Zahl gerundet, die letzten Ziffern sind verloren</translation>
    </message>
    <message>
        <source>two products claim the photo</source>
        <translation>zwei Produkte beanspruchen das Foto</translation>
    </message>
    <message>
        <source>the rows of its product name different categories</source>
        <translation>die Zeilen des Produkts nennen verschiedene Kategorien</translation>
    </message>
    <message>
        <source>not mentioned in the file</source>
        <translation>in der Datei nicht genannt</translation>
    </message>
    <message>
        <source>its photos were decided differently</source>
        <translation>über seine Fotos wurde verschieden entschieden</translation>
    </message>
    <message>
        <source>the file has no category of this class to write</source>
        <translation>die Datei hat keine Kategorie dieser Klasse, die geschrieben werden könnte</translation>
    </message>
    <message>
        <source>flagged, so nothing is decided</source>
        <translation>markiert, also nicht entschieden</translation>
    </message>
    <message>
        <source>nothing is decided yet</source>
        <translation>noch nicht entschieden</translation>
    </message>
    <message>
        <source>XML, one &lt;{}&gt; a row</source>
        <translation>XML, ein &lt;{}&gt; je Zeile</translation>
    </message>
    <message>
        <source>the file names no category</source>
        <translation>die Datei nennt keine Kategorie</translation>
    </message>
    <message>
        <source>row {:,}: {}</source>
        <translation>Zeile {:,}: {}</translation>
    </message>
    <message>
        <source>comma</source>
        <translation>Komma</translation>
    </message>
    <message>
        <source>semicolon</source>
        <translation>Semikolon</translation>
    </message>
    <message>
        <source>tab</source>
        <translation>Tabulator</translation>
    </message>
    <message>
        <source>vertical bar</source>
        <translation>senkrechter Strich</translation>
    </message>
    <message>
        <source>text in {}</source>
        <translation>Text in {}</translation>
    </message>
    <message>
        <source>delimiter {}</source>
        <translation>Trennzeichen {}</translation>
    </message>
    <message>
        <source>XML, one &lt;{}&gt; a product</source>
        <translation>XML, ein &lt;{}&gt; je Produkt</translation>
    </message>
    <message>
        <source>Excel workbook, sheet {}</source>
        <translation>Excel-Arbeitsmappe, Blatt {}</translation>
    </message>
    <message>
        <source>column names in row {:,}</source>
        <translation>Spaltennamen in Zeile {:,}</translation>
    </message>
    <message>
        <source>no column names</source>
        <translation>keine Spaltennamen</translation>
    </message>
    <message>
        <source>{} with commas outside quotes, mended</source>
        <translation>{} mit Kommas außerhalb von Anführungszeichen, repariert</translation>
    </message>
    <message>
        <source>Column {}</source>
        <translation>Spalte {}</translation>
    </message>
    <message>
        <source>Previous photo of the product</source>
        <translation>Voriges Foto des Produkts</translation>
    </message>
    <message>
        <source>Next photo of the product</source>
        <translation>Nächstes Foto des Produkts</translation>
    </message>
    <message>
        <source>Make this photo a product of its own</source>
        <translation>Dieses Foto zu einem eigenen Produkt machen</translation>
    </message>
    <message>
        <source>Take this photo out of the product and flag it</source>
        <translation>Dieses Foto aus dem Produkt nehmen und markieren</translation>
    </message>
    <message>
        <source>Other product…</source>
        <translation>Anderes Produkt…</translation>
    </message>
    <message>
        <source>Own product</source>
        <translation>Eigenes Produkt</translation>
    </message>
    <message>
        <source>Photos of the product</source>
        <translation>Fotos des Produkts</translation>
    </message>
    <message>
        <source>Take out and flag</source>
        <translation>Herausnehmen und markieren</translation>
    </message>
    <message>
        <source>Flag it</source>
        <translation>Markieren</translation>
    </message>
    <message>
        <source>Photo {} of {}</source>
        <translation>Foto {} von {}</translation>
    </message>
    <message>
        <source>Missing</source>
        <translation>Fehlt</translation>
    </message>
    <message>
        <source>Contradicts</source>
        <translation>Widerspricht</translation>
    </message>
    <message>
        <source>Photo {}: {}</source>
        <translation>Foto {}: {}</translation>
    </message>
    <message>
        <source>Photo {} looks like {}</source>
        <translation>Foto {} sieht aus wie {}</translation>
    </message>
    <message>
        <source>Of which product is this photo?</source>
        <translation>Zu welchem Produkt gehört dieses Foto?</translation>
    </message>
    <message>
        <source>Not a photo of this product</source>
        <translation>Kein Foto dieses Produkts</translation>
    </message>
    <message>
        <source>Product: no tag yet, {}</source>
        <translation>Produkt: noch kein Etikett, {}</translation>
    </message>
    <message>
        <source>Product: {}, {} from {}</source>
        <translation>Produkt: {}, {} aus {}</translation>
    </message>
    <message>
        <source>All of them say so.</source>
        <translation>Alle sagen das.</translation>
    </message>
    <message>
        <source>It says so.</source>
        <translation>Es sagt das auch.</translation>
    </message>
    <message>
        <source>One of them says so.</source>
        <translation>Eines davon sagt das.</translation>
    </message>
    <message>
        <source>None of them says so.</source>
        <translation>Keines davon sagt das.</translation>
    </message>
    <message>
        <source>{:,} of them say so.</source>
        <translation>{:,} davon sagen das.</translation>
    </message>
    <message>
        <source>photos named only by their views, in a folder a product</source>
        <translation>Fotos, die nur nach ihrer Ansicht heißen, in einem Ordner je Produkt</translation>
    </message>
    <message>
        <source>names with a common key and a view or a counter that begins anew</source>
        <translation>Namen mit gemeinsamem Schlüssel und einer Ansicht oder einem Zähler, der neu beginnt</translation>
    </message>
    <message>
        <source>Columns of the file</source>
        <translation>Spalten der Datei</translation>
    </message>
    <message>
        <source>First rows of the file</source>
        <translation>Erste Zeilen der Datei</translation>
    </message>
    <message>
        <source>no class is named: name at least two</source>
        <translation>keine Klasse ist genannt: mindestens zwei sind nötig</translation>
    </message>
    <message>
        <source>one class alone would be sure of every photo: name another</source>
        <translation>eine Klasse allein wäre bei jedem Foto sicher: noch eine ist nötig</translation>
    </message>
    <message>
        <source>All tags are judged again…</source>
        <translation>Alle Etiketten werden neu beurteilt …</translation>
    </message>
    <message>
        <source>and {:,} more</source>
        <translation>und {:,} weitere</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>Klassen</translation>
    </message>
    <message>
        <source>A catalog file belongs to a review, and none is open.</source>
        <translation>Eine Katalogdatei gehört zu einer Durchsicht, und keine ist offen.</translation>
    </message>
    <message>
        <source>No catalog file has been imported into this review.</source>
        <translation>In diese Durchsicht wurde noch keine Katalogdatei eingelesen.</translation>
    </message>
    <message>
        <source>No category of the imported file has a class of this model.</source>
        <translation>Keine Kategorie der eingelesenen Datei hat eine Klasse dieses Modells.</translation>
    </message>
    <message>
        <source>Not for a workbook: its formulas may point at the other rows.</source>
        <translation>Nicht bei Arbeitsmappen: Formeln können auf die anderen Zeilen zeigen.</translation>
    </message>
    <message>
        <source>That is the shop's file itself; give the copy another name.</source>
        <translation>Das ist die Datei des Shops selbst; geben Sie der Kopie einen anderen Namen.</translation>
    </message>
    <message>
        <source>Choose the shop's file</source>
        <translation>Datei des Shops wählen</translation>
    </message>
    <message>
        <source>Choose where to write</source>
        <translation>Ziel wählen</translation>
    </message>
    <message>
        <source>Categories</source>
        <translation>Kategorien</translation>
    </message>
    <message>
        <source>Shop's own terms</source>
        <translation>Begriffe des Shops</translation>
    </message>
    <message>
        <source>As the file and its map call them</source>
        <translation>Wie die Datei und ihre Zuordnung sie nennen</translation>
    </message>
    <message>
        <source>Class names (*.txt *.json);;All files (*)</source>
        <translation>Klassennamen (*.txt *.json);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Import a model</source>
        <translation>Modell importieren</translation>
    </message>
    <message>
        <source>Choose the file of class names</source>
        <translation>Datei der Klassennamen wählen</translation>
    </message>
    <message>
        <source>Choose the model's folder</source>
        <translation>Ordner des Modells wählen</translation>
    </message>
    <message>
        <source>Class names</source>
        <translation>Namen der Klassen</translation>
    </message>
    <message>
        <source>Models (*.keras *.h5 *.hdf5 *.onnx);;All files (*)</source>
        <translation>Modelle (*.keras *.h5 *.hdf5 *.onnx);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Choose the model's file</source>
        <translation>Datei des Modells wählen</translation>
    </message>
    <message>
        <source>The model is read and tried on a photo …</source>
        <translation>Das Modell wird gelesen und an einem Foto erprobt …</translation>
    </message>
    <message>
        <source>Model's folder</source>
        <translation>Ordner des Modells</translation>
    </message>
    <message>
        <source>Model file</source>
        <translation>Modelldatei</translation>
    </message>
    <message>
        <source>Pixel values</source>
        <translation>Pixelwerte</translation>
    </message>
    <message>
        <source>Picture size</source>
        <translation>Bildgröße</translation>
    </message>
    <message>
        <source>A .keras or .h5 file that Keras 2 or 3 saved, keras_model.h5 of Teachable Machine with its labels.txt, or an .onnx file. Code inside a file is never run.</source>
        <translation>Eine Datei .keras oder .h5 von Keras 2 oder 3, keras_model.h5 von Teachable Machine mit ihrer labels.txt, oder eine Datei .onnx. Code in einer Datei wird nie ausgeführt.</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>Importieren</translation>
    </message>
    <message>
        <source>The model that is in this folder will be replaced.</source>
        <translation>Das Modell in diesem Ordner wird ersetzt.</translation>
    </message>
    <message>
        <source>As the model's file tells</source>
        <translation>Wie die Datei des Modells sagt</translation>
    </message>
    <message>
        <source> px</source>
        <translation> Pixel</translation>
    </message>
    <message>
        <source>As the model calls them</source>
        <translation>Wie das Modell sie nennt</translation>
    </message>
    <message>
        <source>Only changed rows</source>
        <translation>Nur geänderte Zeilen</translation>
    </message>
    <message>
        <source>For systems that take files of some products</source>
        <translation>Für Systeme, die Dateien mit einigen Produkten annehmen</translation>
    </message>
    <message>
        <source>Shop's file</source>
        <translation>Datei des Shops</translation>
    </message>
    <message>
        <source>Written to</source>
        <translation>Ziel</translation>
    </message>
    <message>
        <source>Not chosen yet</source>
        <translation>Noch nicht gewählt</translation>
    </message>
    <message>
        <source>Write the shop's file</source>
        <translation>Datei des Shops schreiben</translation>
    </message>
    <message>
        <source>products that the catalog file names</source>
        <translation>Produkte, die die Katalogdatei nennt</translation>
    </message>
    <message>
        <source>Some photos are of no product. The review keeps no catalog file that would tell; import it again.</source>
        <translation>Einige Fotos gehören zu keinem Produkt. Die Durchsicht hat keine Katalogdatei, die es sagen könnte; bitte noch einmal einlesen.</translation>
    </message>
    <message>
        <source>Rename {} or merge it with</source>
        <translation>{} umbenennen oder vereinen mit</translation>
    </message>
    <message>
        <source>New name</source>
        <translation>Neuer Name</translation>
    </message>
    <message>
        <source>{}: {} now</source>
        <translation>{}: jetzt {}</translation>
    </message>
    <message>
        <source>You have added no tag yet. When you correct a photo, type one that is not in the list.</source>
        <translation>Sie haben noch kein Etikett hinzugefügt. Geben Sie beim Korrigieren eines Fotos eines ein, das nicht in der Liste steht.</translation>
    </message>
    <message>
        <source>A tag that gets the name of another is merged with it. This changes all photos of the tag at once; Ctrl+Z takes it back.</source>
        <translation>Ein Etikett, das den Namen eines anderen bekommt, wird mit ihm vereint. Das ändert alle Fotos des Etiketts auf einmal; Strg+Z nimmt es zurück.</translation>
    </message>
    <message>
        <source>Rename or merge tags</source>
        <translation>Etiketten umbenennen oder vereinen</translation>
    </message>
    <message>
        <source>Rename or merge…</source>
        <translation>Umbenennen oder vereinen…</translation>
    </message>
    <message>
        <source>Tags that you added</source>
        <translation>Etiketten, die Sie hinzugefügt haben</translation>
    </message>
    <message>
        <source>Moved to another product</source>
        <translation>In ein anderes Produkt gelegt</translation>
    </message>
    <message>
        <source>Box drawn</source>
        <translation>Rahmen gezogen</translation>
    </message>
    <message>
        <source>Box removed</source>
        <translation>Rahmen weggenommen</translation>
    </message>
    <message>
        <source>Tag renamed to {}</source>
        <translation>Etikett umbenannt in {}</translation>
    </message>
    <message>
        <source>Put back to do</source>
        <translation>Wieder offen</translation>
    </message>
    <message>
        <source>No auto-accepted photo is left to check.</source>
        <translation>Es gibt nichts automatisch Bestätigtes mehr zu prüfen.</translation>
    </message>
    <message>
        <source>Decided before</source>
        <translation>Schon entschieden</translation>
    </message>
    <message>
        <source>Somebody has decided otherwise before: {}.</source>
        <translation>Jemand hat zuvor anders entschieden: {}.</translation>
    </message>
    <message>
        <source>These stay as they are unless you decide them again.</source>
        <translation>Sie bleiben, wie sie sind, wenn Sie nicht neu darüber entscheiden.</translation>
    </message>
    <message>
        <source>Leave them</source>
        <translation>So lassen</translation>
    </message>
    <message>
        <source>Decide them again</source>
        <translation>Neu entscheiden</translation>
    </message>
    <message>
        <source>Check auto-accepted photos</source>
        <translation>Automatisch Bestätigtes prüfen</translation>
    </message>
    <message>
        <source>Size of the sample</source>
        <translation>Umfang der Stichprobe</translation>
    </message>
    <message>
        <source>Sample</source>
        <translation>Stichprobe</translation>
    </message>
    <message>
        <source>Auto-accepted and seen by nobody: {}. This is a random sample of them.</source>
        <translation>Automatisch bestätigt und von niemandem angesehen: {}. Dies ist eine zufällige Stichprobe davon.</translation>
    </message>
    <message>
        <source>Look at</source>
        <translation>Anzusehen</translation>
    </message>
    <message>
        <source>Select everything whose tag is wrong.</source>
        <translation>Wählen Sie alles aus, dessen Etikett falsch ist.</translation>
    </message>
    <message>
        <source>I have looked at all</source>
        <translation>Ich habe alle angesehen</translation>
    </message>
    <message>
        <source>The wrong ones go back to what is to do, the others count as accepted by you.</source>
        <translation>Die falschen sind wieder zu erledigen, die übrigen gelten als von Ihnen bestätigt.</translation>
    </message>
    <message>
        <source>{:,} of {:,} wrong, which is {:.1f} %. Of all auto-accepted photos, {:.1f} to {:.1f} % are wrong, with 95 % confidence.</source>
        <translation>{:,} von {:,} falsch, das sind {:.1f} %. Von allen automatisch bestätigten Fotos sind mit 95 % Sicherheit {:.1f} bis {:.1f} % falsch.</translation>
    </message>
    <message>
        <source>{} ({})</source>
        <translation>{} ({})</translation>
    </message>
    <message>
        <source> and {:,} more</source>
        <translation> und {:,} weitere</translation>
    </message>
    <message>
        <source>Not decided: {}</source>
        <translation>Nicht entschieden: {}</translation>
    </message>
    <message>
        <source>{} changed</source>
        <translation>{} geändert</translation>
    </message>
    <message>
        <source>{} changed, {:,} of them in this view</source>
        <translation>{} geändert, {:,} davon in dieser Ansicht</translation>
    </message>
    <message>
        <source>In long reports</source>
        <translation>In langen Berichten</translation>
    </message>
    <message>
        <source>In reports of more than 10 photos or products.</source>
        <translation>In Berichten über mehr als 10 Fotos oder Produkte.</translation>
    </message>
    <message>
        <source>Always</source>
        <translation>Immer</translation>
    </message>
    <message>
        <source>In every report, even of one photo.</source>
        <translation>In jedem Bericht, auch über ein einziges Foto.</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>Nie</translation>
    </message>
    <message>
        <source>In no report.</source>
        <translation>In keinem Bericht.</translation>
    </message>
    <message>
        <source>copy of the review</source>
        <translation>Kopie der Durchsicht</translation>
    </message>
    <message>
        <source>copy of the review, {}</source>
        <translation>Kopie der Durchsicht, {}</translation>
    </message>
    <message>
        <source>This is a copy of the review of {} ({}).</source>
        <translation>Das ist eine Kopie der Durchsicht von {} ({}).</translation>
    </message>
    <message>
        <source>This is a copy of the review of {} ({}), taken on {}.</source>
        <translation>Das ist eine Kopie der Durchsicht von {} ({}), gezogen am {}.</translation>
    </message>
    <message>
        <source>Its last decision was made on {}.</source>
        <translation>Die letzte Entscheidung darin ist vom {}.</translation>
    </message>
    <message>
        <source>Decisions made here stay in the copy and do not reach the review itself.</source>
        <translation>Was Sie hier entscheiden, bleibt in der Kopie; die Durchsicht selbst erfährt davon nichts.</translation>
    </message>
    <message>
        <source>d MMMM yyyy, HH:mm</source>
        <translation>d. MMMM yyyy, HH:mm</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Eingabe</translation>
    </message>
    <message>
        <source>{} is not in that view: all photos are shown now.</source>
        <translation>{} steht nicht in der gezeigten Ansicht: Dies sind alle Fotos.</translation>
    </message>
    <message>
        <source>{} is not there any more, or in a folder that is not included.</source>
        <translation>{} ist nicht mehr da oder liegt in einem Ordner, der nicht mitgezeigt wird.</translation>
    </message>
    <message>
        <source>Enter goes to the photo. New decisions appear at the top.</source>
        <translation>Eingabe führt zum Foto. Was inzwischen entschieden wird, kommt oben hinzu.</translation>
    </message>
    <message>
        <source>Decision history</source>
        <translation>Verlauf der Entscheidungen</translation>
    </message>
    <message>
        <source>Undo {:,} steps, back to this one</source>
        <translation>{:,} Schritte rückgängig machen, bis zu diesem</translation>
    </message>
    <message>
        <source>Undo this one</source>
        <translation>Diesen rückgängig machen</translation>
    </message>
    <message>
        <source>{} (undone)</source>
        <translation>{} (rückgängig gemacht)</translation>
    </message>
    <message>
        <source>There is no correction to repeat yet.</source>
        <translation>Noch wurde nichts korrigiert, das sich wiederholen ließe.</translation>
    </message>
    <message>
        <source>{}: {} again. {} takes it back.</source>
        <translation>{}: wieder {}. {} macht es rückgängig.</translation>
    </message>
    <message>
        <source>The photo is being tagged; then all of its class are gathered …</source>
        <translation>Das Foto wird gerade etikettiert; danach werden alle seiner Klasse gesucht …</translation>
    </message>
    <message>
        <source>{} tagged {} in this view</source>
        <translation>{} mit Etikett {} in der Ansicht</translation>
    </message>
    <message>
        <source>Nothing in this view is tagged {}.</source>
        <translation>Nichts, worum es in dieser Ansicht geht, trägt den Tag {}.</translation>
    </message>
    <message>
        <source>Open a folder, or photos, first.</source>
        <translation>Erst einen Ordner oder Fotos öffnen.</translation>
    </message>
    <message>
        <source>There is no review: open one folder, or single photos.</source>
        <translation>Es gibt keine Durchsicht: einen Ordner oder einzelne Fotos öffnen.</translation>
    </message>
    <message>
        <source>The review can only be looked at.</source>
        <translation>Die Durchsicht kann nur angesehen werden.</translation>
    </message>
    <message>
        <source>A copy is open: open the folder of its review first.</source>
        <translation>Eine Kopie ist geöffnet: Öffnen Sie zuerst den Ordner der Durchsicht.</translation>
    </message>
    <message>
        <source>There is no review here that can be changed.</source>
        <translation>Hier gibt es keine Durchsicht, die sich ändern lässt.</translation>
    </message>
    <message>
        <source>The model is not loaded yet.</source>
        <translation>Das Modell ist noch nicht geladen.</translation>
    </message>
    <message>
        <source>No photo is selected.</source>
        <translation>Kein Foto ist ausgewählt.</translation>
    </message>
    <message>
        <source>Choose a folder on the left first.</source>
        <translation>Erst links einen Ordner wählen.</translation>
    </message>
    <message>
        <source>The catalog says nothing about this photo.</source>
        <translation>Der Katalog sagt nichts über dieses Foto.</translation>
    </message>
    <message>
        <source>There is no decision to take back.</source>
        <translation>Es gibt keine Entscheidung zurückzunehmen.</translation>
    </message>
    <message>
        <source>No decision was taken back.</source>
        <translation>Es wurde keine Entscheidung zurückgenommen.</translation>
    </message>
    <message>
        <source>The photo is not explained yet.</source>
        <translation>Das Foto ist noch nicht erklärt.</translation>
    </message>
    <message>
        <source>The photo is not tagged yet.</source>
        <translation>Das Foto ist noch nicht etikettiert.</translation>
    </message>
    <message>
        <source>Leave the grid first: it does not show the pictures.</source>
        <translation>Erst das Raster verlassen: Darin sind die Bilder nicht zu sehen.</translation>
    </message>
    <message>
        <source>The photo has no box.</source>
        <translation>Das Foto hat keinen Rahmen.</translation>
    </message>
    <message>
        <source>Press Box first, then draw around the item.</source>
        <translation>Erst Rahmen wählen und um den Artikel ziehen.</translation>
    </message>
    <message>
        <source>Press What if first: it switches the regions.</source>
        <translation>Erst „Was wäre wenn“ starten: Es schaltet die Bereiche.</translation>
    </message>
    <message>
        <source>No photos are being tagged.</source>
        <translation>Es werden gerade keine Fotos etikettiert.</translation>
    </message>
    <message>
        <source>The photo is the only one of its product.</source>
        <translation>Das Foto ist keines von mehreren eines Produkts.</translation>
    </message>
    <message>
        <source>No folder was opened before.</source>
        <translation>Bisher wurde kein Ordner geöffnet.</translation>
    </message>
    <message>
        <source>More menus</source>
        <translation>Weitere Menüs</translation>
    </message>
    <message>
        <source>Explain a class</source>
        <translation>Eine Klasse erklären</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>Tiles</source>
        <translation>Kacheln</translation>
    </message>
    <message>
        <source>Move the pictures</source>
        <translation>Bilder verschieben</translation>
    </message>
    <message>
        <source>&amp;Decide</source>
        <translation>&amp;Entscheiden</translation>
    </message>
    <message>
        <source>Choose a class as the tag</source>
        <translation>Eine Klasse als Etikett nehmen</translation>
    </message>
    <message>
        <source>E&amp;xplain</source>
        <translation>E&amp;rklären</translation>
    </message>
    <message>
        <source>Box around the item</source>
        <translation>Rahmen um den Artikel</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>Explain {}</source>
        <translation>{} erklären</translation>
    </message>
    <message>
        <source>Explain class {}</source>
        <translation>Klasse {} erklären</translation>
    </message>
    <message>
        <source>Choose {} as the tag</source>
        <translation>{} als Etikett nehmen</translation>
    </message>
    <message>
        <source>Choose class {} as the tag</source>
        <translation>Klasse {} als Etikett nehmen</translation>
    </message>
    <message>
        <source>Select two to four photos in the list to see them side by side.</source>
        <translation>Wählen Sie zwei bis vier Fotos in der Liste, um sie nebeneinander zu sehen.</translation>
    </message>
    <message>
        <source>Similar photos need a review: open one folder.</source>
        <translation>Ähnliche Fotos werden in einer Durchsicht gefunden: Öffnen Sie einen Ordner.</translation>
    </message>
    <message>
        <source>This model gives only answers, no features; similar photos need features.</source>
        <translation>Dieses Modell gibt nur Antworten, keine Merkmale; ähnliche Fotos brauchen Merkmale.</translation>
    </message>
    <message>
        <source>Similar photos are shown as soon as the model is loaded …</source>
        <translation>Ähnliche Fotos werden gezeigt, sobald das Modell geladen ist …</translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation>Wird geladen …</translation>
    </message>
    <message>
        <source>The keys act on this photo</source>
        <translation>Tasten entscheiden über dieses Foto</translation>
    </message>
    <message>
        <source>Side by side</source>
        <translation>Nebeneinander</translation>
    </message>
    <message>
        <source>Go there</source>
        <translation>Zum Foto</translation>
    </message>
    <message>
        <source>Show it in the list</source>
        <translation>In der Liste zeigen</translation>
    </message>
    <message>
        <source>1 to 4, or Left and Right, choose the photo that a key is about. One zoom for all.</source>
        <translation>1 bis 4 oder Links und Rechts wählen das Foto, für das eine Taste gilt. Ein Zoom für alle.</translation>
    </message>
    <message>
        <source>{} are too many to open at once: select {} or fewer.</source>
        <translation>{} sind zu viele auf einmal: {} oder weniger wählen.</translation>
    </message>
    <message>
        <source>Copied: {}</source>
        <translation>Kopiert: {}</translation>
    </message>
    <message>
        <source>Copied: {} and {} more</source>
        <translation>Kopiert: {} und {} mehr</translation>
    </message>
    <message>
        <source>Painting {} …</source>
        <translation>{} wird gemalt …</translation>
    </message>
    <message>
        <source>Copied with overlay: {}, {:,} × {:,} px</source>
        <translation>Mit Überlagerung kopiert: {}, {:,} × {:,} px</translation>
    </message>
    <message>
        <source>{} was not opened: the system offers no program for it.</source>
        <translation>{} wurde nicht geöffnet: Das System hat kein Programm dafür.</translation>
    </message>
    <message>
        <source>{} is not there any more.</source>
        <translation>{} ist nicht mehr da.</translation>
    </message>
    <message>
        <source>{} could not be started.</source>
        <translation>{} ließ sich nicht starten.</translation>
    </message>
    <message>
        <source>Show in the file manager</source>
        <translation>In der Dateiverwaltung zeigen</translation>
    </message>
    <message>
        <source>Open with the system's program</source>
        <translation>Mit dem Programm des Systems öffnen</translation>
    </message>
    <message>
        <source>Copy path</source>
        <translation>Pfad kopieren</translation>
    </message>
    <message>
        <source>Copy picture with overlay</source>
        <translation>Bild mit Überlagerung kopieren</translation>
    </message>
    <message>
        <source>Copy the photo with its overlay, as large as the file</source>
        <translation>Das Foto mit seiner Überlagerung kopieren, so groß wie die Datei</translation>
    </message>
    <message>
        <source>Show folder in the file manager</source>
        <translation>Ordner in der Dateiverwaltung zeigen</translation>
    </message>
    <message>
        <source>Copy the folder's path</source>
        <translation>Pfad des Ordners kopieren</translation>
    </message>
    <message>
        <source>photo.jpg.xmp beside each photo</source>
        <translation>photo.jpg.xmp neben jedem Foto</translation>
    </message>
    <message>
        <source>As digiKam and darktable name them.</source>
        <translation>Wie digiKam und darktable sie nennen.</translation>
    </message>
    <message>
        <source>photo.xmp beside each photo</source>
        <translation>photo.xmp neben jedem Foto</translation>
    </message>
    <message>
        <source>As Adobe's programs name them; they look there for raw photos alone.</source>
        <translation>Wie Adobes Programme sie nennen; dort suchen diese nur bei Rohdaten.</translation>
    </message>
    <message>
        <source>Into the JPEG files themselves</source>
        <translation>In die JPEG-Dateien selbst</translation>
    </message>
    <message>
        <source>No pixel changes, but the files do: earlier reports on them will say so.</source>
        <translation>Kein Pixel ändert sich, aber die Dateien: frühere Berichte darüber werden das sagen.</translation>
    </message>
    <message>
        <source>Writing keywords</source>
        <translation>Stichwörter werden geschrieben</translation>
    </message>
    <message>
        <source>Keywords: {:,} of {}</source>
        <translation>Stichwörter: {:,} von {}</translation>
    </message>
    <message>
        <source>Left as before: {}. The first: {}</source>
        <translation>Unverändert: {}. Zuerst: {}</translation>
    </message>
    <message>
        <source>Stopped. Keywords already written stay.</source>
        <translation>Abgebrochen; geschriebene Stichwörter bleiben.</translation>
    </message>
    <message>
        <source>Keywords written for {}</source>
        <translation>Stichwörter geschrieben für {}</translation>
    </message>
    <message>
        <source>{:,} had them already</source>
        <translation>{:,} hatten sie schon</translation>
    </message>
    <message>
        <source>taken out of {:,}</source>
        <translation>aus {:,} entfernt</translation>
    </message>
    <message>
        <source>Assign a key to which class?</source>
        <translation>Welche Klasse soll eine Taste bekommen?</translation>
    </message>
    <message>
        <source>Keywords for other programs</source>
        <translation>Stichwörter für andere Programme</translation>
    </message>
    <message>
        <source>Also photos still to do, where the model is sure</source>
        <translation>Auch offene Fotos, wo das Modell sicher ist</translation>
    </message>
    <message>
        <source>Accepted and corrected tags are written as keywords, which digiKam, darktable, Lightroom and others read. Everything else in these files stays.</source>
        <translation>Bestätigte und korrigierte Etiketten werden als Stichwörter geschrieben, die digiKam, darktable, Lightroom und andere lesen. Alles andere in diesen Dateien bleibt.</translation>
    </message>
    <message>
        <source>Write keywords</source>
        <translation>Stichwörter schreiben</translation>
    </message>
    <message>
        <source>A key for {}</source>
        <translation>Eine Taste für {}</translation>
    </message>
    <message>
        <source>Press the key that is to assign {}: Ctrl+1, or a free letter.</source>
        <translation>Drücken Sie die Taste, die {} als Etikett vergeben soll: Strg+1 oder einen freien Buchstaben.</translation>
    </message>
    <message>
        <source>That key is already used for: {}. Press another one.</source>
        <translation>Diese Taste ist vergeben: {}. Drücken Sie eine andere.</translation>
    </message>
    <message>
        <source>moves or selects in lists</source>
        <translation>bewegt oder wählt in Listen</translation>
    </message>
    <message>
        <source>Keep the box</source>
        <translation>Rahmen behalten</translation>
    </message>
    <message>
        <source>Keep the box (Enter)</source>
        <translation>Den Rahmen behalten (Eingabe)</translation>
    </message>
    <message>
        <source>Whole photo</source>
        <translation>Ganzes Foto</translation>
    </message>
    <message>
        <source>The review now: {}.</source>
        <translation>Die Durchsicht jetzt: {}.</translation>
    </message>
    <message>
        <source>{}: {}.</source>
        <translation>{}: {}.</translation>
    </message>
    <message>
        <source>The copy takes its place. The review as it is now is kept beside it.</source>
        <translation>Die Kopie tritt an ihre Stelle. Der jetzige Stand bleibt daneben erhalten.</translation>
    </message>
    <message>
        <source>Leave it</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>Wiederherstellen</translation>
    </message>
    <message>
        <source>{}, last on {}</source>
        <translation>{}, zuletzt am {}</translation>
    </message>
    <message>
        <source>Change nothing (Esc)</source>
        <translation>Alles lassen, wie es war (Esc)</translation>
    </message>
    <message>
        <source>Drag around the item on the original, or press an arrow</source>
        <translation>Auf dem Original um den Artikel ziehen oder einen Pfeil drücken</translation>
    </message>
    <message>
        <source>{:,} × {:,} px: arrows move, Shift+arrows resize, Enter keeps</source>
        <translation>{:,} × {:,} px: Pfeile verschieben, Umschalt+Pfeile ändern die Größe, Eingabe behält</translation>
    </message>
    <message>
        <source>Too small: a box is at least {} px wide and tall</source>
        <translation>Zu klein: Ein Rahmen ist mindestens {} px breit und hoch</translation>
    </message>
    <message>
        <source>{} means {}</source>
        <translation>{} bedeutet {}</translation>
    </message>
    <message>
        <source>{} in the catalog, {} here: {}</source>
        <translation>{} im Katalog, {} hier: {}</translation>
    </message>
    <message>
        <source>as the catalog says</source>
        <translation>wie der Katalog es meint</translation>
    </message>
    <message>
        <source>which the model has no class for</source>
        <translation>wofür das Modell keine Klasse hat</translation>
    </message>
    <message>
        <source>Catalog terms against the classes decided on</source>
        <translation>Die Kategorien des Katalogs gegen die geltenden Klassen</translation>
    </message>
    <message>
        <source>Remove: {}</source>
        <translation>Aufheben: {}</translation>
    </message>
    <message>
        <source>How many are listed</source>
        <translation>Wie viele gelistet sind</translation>
    </message>
    <message>
        <source>Counting …</source>
        <translation>Wird gezählt …</translation>
    </message>
    <message>
        <source>None in this list</source>
        <translation>Keine in dieser Liste</translation>
    </message>
    <message>
        <source>{:,} rarer ones: use the search</source>
        <translation>{:,} seltenere: über die Suche</translation>
    </message>
    <message>
        <source>1 rarer one: use the search</source>
        <translation>1 seltenere: über die Suche</translation>
    </message>
    <message>
        <source>Filter the list</source>
        <translation>Liste eingrenzen</translation>
    </message>
    <message>
        <source>Click or Space: tick; Ctrl+click or Enter: this one alone</source>
        <translation>Klick oder Leertaste: anhaken; Strg+Klick oder Eingabe: diesen allein</translation>
    </message>
    <message>
        <source>Filter by</source>
        <translation>Eingrenzen</translation>
    </message>
    <message>
        <source>Just decided</source>
        <translation>Gerade entschieden</translation>
    </message>
    <message>
        <source>Left panel</source>
        <translation>Linke Leiste</translation>
    </message>
    <message>
        <source>Right panel</source>
        <translation>Rechte Leiste</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>Vollbild</translation>
    </message>
    <message>
        <source>Move on after a decision</source>
        <translation>Nach einer Entscheidung weitergehen</translation>
    </message>
    <message>
        <source>Larger tiles</source>
        <translation>Größere Kacheln</translation>
    </message>
    <message>
        <source>There are no photos in this folder itself. Tick Include subfolders to look deeper.</source>
        <translation>In diesem Ordner selbst liegen keine Fotos. „Mit Unterordnern“ ankreuzen, um tiefer zu suchen.</translation>
    </message>
    <message>
        <source>Enter accepts the tag, Shift+1 to 5 chooses another of the five, C corrects it, F flags it, S leaves it for later; F1 shows all keyboard shortcuts.</source>
        <translation>Eingabe bestätigt das Etikett, Umschalt+1 bis 5 nimmt ein anderes der fünf, C korrigiert es, F markiert es, S lässt es für später; F1 zeigt alle Tastenkürzel.</translation>
    </message>
</context>
</TS>
