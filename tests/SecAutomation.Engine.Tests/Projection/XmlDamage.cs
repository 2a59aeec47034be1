using SecAutomation.Engine.Projection;
using SecAutomation.Engine.Projection.Maps;
using static SecAutomation.Engine.Tests.Projection.Reading;

namespace SecAutomation.Engine.Tests.Projection;

/// <summary>All of a document is checked, also what no path names.</summary>
public sealed class XmlDamage
{
    private static readonly FieldMap s_map = FieldMap.Compile(new FieldMapDefinition
    {
        Format = RecordFormat.Xml, Records = "r/i", Fields = [Field("id", "@id"), Field("text", ".")],
    });

    [Theory]
    [InlineData("<a></b>", "the end tag does not fit <a>")]
    [InlineData("<a></a b='1'>", "the end tag does not fit <a>")]
    [InlineData("<a></ab>", "the end tag does not fit <a>")]
    [InlineData("<a b=1/>", "the value of an attribute stands in no quotes")]
    [InlineData("<a b/>", "an attribute has no valid name or no value")]
    [InlineData("<a b='1' b='2'/>", "an attribute stands twice in a tag")]
    [InlineData("<a b='1'c='2'/>", "no white space stands before an attribute")]
    [InlineData("<a b='<'/>", "a '<' stands in the value of an attribute")]
    [InlineData("<a b='&no;'/>", "a reference to a character is not valid")]
    [InlineData("<a b='&lt'/>", "a reference to a character is not valid")]
    [InlineData("<a / >", "a '/' stands inside a tag")]
    [InlineData("<1a/>", "a tag has no valid name")]
    [InlineData("<a:b:c/>", "a tag has no valid name")]
    [InlineData("< a/>", "a tag has no valid name")]
    [InlineData("a & b", "a reference to a character is not valid")]
    [InlineData("&undefined;", "a reference to a character is not valid")]
    [InlineData("&#x110000;", "a reference to a character is not valid")]
    [InlineData("&#;", "a reference to a character is not valid")]
    [InlineData("a ]]> b", "']]>' stands in text")]
    [InlineData("<!-- a -- b -->", "'--' stands in a comment")]
    [InlineData("<!ELEMENT a ANY>", "a declaration is none that XML knows")]
    [InlineData("<?xml version='1.0'?>", "an XML declaration stands where none may be")]
    [InlineData("<? a?>", "a processing instruction has no valid name")]
    public void Damage_is_found_with_its_place_in_what_is_read_and_in_what_is_passed_over(string damage, string what)
    {
        foreach (string element in new[] { "i", "skipped" })
        {
            FailureException failure = Fails($"<r>\n<{element}>{damage}</{element}></r>");
            failure.Id.ShouldBe(FailureId.ReadIncomplete);
            failure.Message.ShouldContain("damaged at line 2, column ");
            failure.Message.ShouldEndWith($"{what}. Export or fetch it again.");
        }
    }

    [Theory]
    [InlineData("<r/><r/>", "an element stands behind the root element")]
    [InlineData("<r/>x", "text stands outside of the root element")]
    [InlineData("x<r/>", "text stands outside of the root element")]
    [InlineData("<r/><![CDATA[x]]>", "text stands outside of the root element")]
    [InlineData("</r>", "an end tag stands where no element is open")]
    [InlineData(" <?xml version='1.0'?><r/>", "an XML declaration stands where none may be")]
    [InlineData("<?xml encoding='utf-8'?><r/>", "the XML declaration is not valid")]
    [InlineData("<?xml\u2028version='1.0'?><r/>", "a processing instruction has no valid name")]
    [InlineData("<?xml version\u2028='1.0'?><r/>", "the XML declaration is not valid")]
    public void A_document_is_one_element(string document, string what) => Fails(document).Message.ShouldContain(what);

    [Fact]
    public void A_declaration_that_does_not_end_soon_is_damage_however_it_arrives()
    {
        string document = $"<?xml version='1.0' encoding='utf-8'{new string(' ', 2000)}?><r/>";

        Fails(document).Message.ShouldContain("the XML declaration is not valid");
    }

    [Theory]
    [InlineData("<r><i")]
    [InlineData("<r><i id='1")]
    [InlineData("<r><i></")]
    [InlineData("<r><i>text")]
    [InlineData("<r><i>&am")]
    [InlineData("<r><i><![CDATA[x]]")]
    [InlineData("<r><!-- x --")]
    [InlineData("<r><?go on?")]
    [InlineData("<r><i/>")]
    [InlineData("<?xml version='1.0'?>")]
    public void A_document_that_ends_early_is_cut(string document)
    {
        FailureException failure = Fails(document);

        failure.Id.ShouldBe(FailureId.ReadIncomplete);
        failure.Message.ShouldContain("the XML ends early, at line 1, column ");
    }

    [Theory]
    [InlineData("<r><i id='a&lt;&#65;&#x42;&#xE9;'>x</i></r>", "a<ABé|x")]
    [InlineData("<r><i id='a\tb\r\nc\nd'>x</i></r>", "a b c d|x")]
    [InlineData("<r><i id=''> a\r\nb\rc </i></r>", "<Empty>|a\nb\nc")]
    [InlineData("<r><i id = \"1\" >]] ]&gt; ]</i ></r>", "1|]] ]> ]")]
    [InlineData("<r><i id='1'><![CDATA[<a>&amp;]]]]><![CDATA[>]]></i></r>", "1|<a>&amp;]]>")]
    [InlineData("<r><x:i xmlns:x='u' x:id='1'>t</x:i></r>", "1|t")]
    [InlineData("<r><é/><i id='ü'>x</i></r>", "ü|x")]
    [InlineData("<r><i id='1'>a <b>skip</b> <c/>d</i></r>", "1|a d")]
    public void What_is_sound_is_read_as_it_stands(string document, string record)
    {
        using RecordReader reader = Open(s_map, document);

        Dump(reader).ShouldBe([record]);
    }

    [Fact]
    public void Thousands_of_attributes_are_compared_in_no_time()
    {
        string tag = string.Concat(Enumerable.Range(0, 100_000).Select(i => $" a{i}='1'"));

        Fails($"<r><skipped{tag} a7='2'/></r>").Message.ShouldContain("an attribute stands twice in a tag");
    }

    private static FailureException Fails(string document)
    {
        FailureException whole = Read(document, 256 * 1024);
        FailureException inPieces = Read(document, 64);
        inPieces.Message.ShouldBe(whole.Message);
        return whole;
    }

    private static FailureException Read(string document, int bufferBytes) => Should.Throw<FailureException>(() =>
    {
        using RecordReader reader = Open(s_map, document, Engine.Formats.ReadLimits.Default with { BufferBytes = bufferBytes });
        while (reader.Read(default))
        {
        }
    });
}
