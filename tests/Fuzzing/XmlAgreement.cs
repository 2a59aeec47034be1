using System.Text;
using System.Xml;
using SecAutomation.Engine.Formats;
using SecAutomation.Engine.Projection;
using SecAutomation.Engine.Projection.Maps;
using SecAutomation.Engine.Projection.Xml;

namespace SecAutomation.Fuzzing;

/// <summary>XML in UTF-8 as the module's own scanner and as the platform's reader take it: what the one finds damaged, so does the other.</summary>
internal sealed class XmlAgreement(Corpus corpus) : IFuzzedReader
{
    private static readonly FieldMap s_map = FieldMap.Compile(new FieldMapDefinition
    {
        Format = RecordFormat.Xml,
        Records = "nothing",
        DocumentType = DocumentTypeTreatment.Ignore,
        Fields = [new FieldDefinition("name", ["@name"])],
    });

    public string Name => "xml-agreement";

    public IReadOnlyList<byte[]> Seeds { get; } =
    [
        .. corpus.EndingWith(".xml", ".nessus"),
        .. Enumerable.Repeat("<?xml version='1.0' encoding=\"utf-8\"?><!-- a - b --><?go on?>\n<r a='1' b=\"&lt;&#65;&#x42;\"><x/><y z = '>' >t]]&gt;<![CDATA[<&]]]></y ><é/></r>\n<!-- end -->"u8.ToArray(), 30),
        .. Enumerable.Repeat("<!DOCTYPE r [<!ELEMENT r ANY><!-- ' --><!ENTITY e \"]>\">]><r><a><b>&amp;</b></a></r>"u8.ToArray(), 10),
    ];

    public IReadOnlyList<FailureException> Read(byte[] input, Random random)
    {
        if (!IsPlainUtf8(input))
            return [];

        FailureException? ours = Ours(input);
        XmlException? platforms = Platforms(input);
        bool isOfAnotherKind = ours is { Id: FailureId.EncodingInvalid or FailureId.LimitExceeded };
        isOfAnotherKind |= ours?.Message.Contains("the XML declaration is not valid", StringComparison.Ordinal) == true;
        // Of a document type each checks what it likes.
        isOfAnotherKind |= input.AsSpan().IndexOf("<!DOCTYPE"u8) >= 0;
        if (!isOfAnotherKind && (ours is not null) != (platforms is not null) && !IsLenience(platforms))
            throw new InvalidOperationException($"The scanner says {ours?.Message ?? "it is whole"}, the platform {platforms?.Message ?? "that it is whole"}.");

        return ours is null ? [] : [ours];
    }

    // Namespaces and the version are not looked at: an undeclared prefix, or one that is bound wrongly, harms nobody.
    private static bool IsLenience(XmlException? platforms) =>
        platforms is not null && new[] { "prefix", "namespace", "xmlns", "is a duplicate attribute name", "Version number" }.Any(word => platforms.Message.Contains(word, StringComparison.OrdinalIgnoreCase));

    private static bool IsPlainUtf8(byte[] input)
    {
        int declarationEnd = input.AsSpan().IndexOf("?>"u8);
        ReadOnlySpan<byte> declaration = input.AsSpan(0, declarationEnd < 0 ? Math.Min(input.Length, 400) : declarationEnd);
        return System.Text.Unicode.Utf8.IsValid(input)
            && !input.AsSpan().StartsWith("\uFEFF"u8)
            && !Array.Exists(input, b => b < 0x20 && b is not (0x09 or 0x0A or 0x0D))
            && input.AsSpan().IndexOf("\uFFFE"u8) < 0
            && input.AsSpan().IndexOf("\uFFFF"u8) < 0
            && (declaration.IndexOf("encoding"u8) < 0 || Encoding.UTF8.GetString(declaration).Contains("utf-8", StringComparison.OrdinalIgnoreCase));
    }

    private static FailureException? Ours(byte[] input)
    {
        try
        {
            using RecordReader reader = RecordReader.Open(s_map, OpenedContent.FromStream(new MemoryStream(input), "input", ReadLimits.Default), ReadLimits.Default with { BufferBytes = 64 });
            while (reader.Read(CancellationToken.None))
            {
            }

            return null;
        }
        catch (FailureException failure)
        {
            return failure;
        }
    }

    private static XmlException? Platforms(byte[] input)
    {
        try
        {
            using var text = new StringReader(Encoding.UTF8.GetString(input));
            using var xml = XmlReader.Create(text, new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null, CheckCharacters = false });
            while (xml.Read())
            {
            }

            return null;
        }
        catch (XmlException damage)
        {
            return damage;
        }
    }
}
