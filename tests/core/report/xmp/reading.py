"""Keywords of a packet, read by a parser that knows nothing of ours."""

from defusedxml.ElementTree import fromstring

from core.report.xmp.layout import DC, DIGIKAM, LR, MICROSOFT, OURS, RDF

SPACES = {"dc": DC, "lr": LR, "digiKam": DIGIKAM, "MicrosoftPhoto": MICROSOFT, "tagproof": OURS}


def words(packet: bytes, prefix: str, name: str) -> list[str]:
    """Give the words of all lists of this name."""
    tree = fromstring(packet)
    lists = tree.iter(f"{{{SPACES[prefix]}}}{name}")
    return [item.text or "" for one in lists for item in one.iter(f"{{{RDF}}}li")]


def subject(packet: bytes) -> list[str]:
    return words(packet, "dc", "subject")


def hierarchy(packet: bytes) -> list[str]:
    return words(packet, "lr", "hierarchicalSubject")


FOREIGN = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<!-- kept: <dc:subject> -->
<x:xmpmeta xmlns:x="adobe:ns:meta/" x:xmptk="XMP Core 5.5">
 <r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <r:Description r:about="uuid:5" xmlns:xmp='http://ns.adobe.com/xap/1.0/' xmp:Rating="4"
    xmlns:d="http://purl.org/dc/elements/1.1/" xmlns:lr="http://ns.adobe.com/lightroom/1.0/"
    xmlns:digiKam="http://www.digikam.org/ns/1.0/">
   <d:subject>
    <r:Bag>
     <r:li>summer &amp; sea</r:li>
     <r:li xml:lang="de"><![CDATA[Straße > Weg]]></r:li>
    </r:Bag>
   </d:subject>
   <lr:hierarchicalSubject><r:Bag><r:li>Times|summer &amp; sea</r:li></r:Bag>
   </lr:hierarchicalSubject>
   <digiKam:TagsList><r:Seq><r:li>Times/summer</r:li></r:Seq></digiKam:TagsList>
   <d:title><r:Alt><r:li xml:lang="x-default">A title</r:li></r:Alt></d:title>
  </r:Description>
 </r:RDF>
</x:xmpmeta>

<?xpacket end="w"?>""".encode()
"""As another program wrote it, with prefixes, quotes and spaces of its own."""
