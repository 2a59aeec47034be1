using System.Text;
using System.Xml;

namespace SecAutomation.Build.Documentation;

/// <summary>Writes help as <c>Get-Help</c> reads it: Microsoft Assistance Markup Language.</summary>
public sealed class MamlWriter
{
    private const string Command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    private const string Maml = "http://schemas.microsoft.com/maml/2004/10";
    private const string Dev = "http://schemas.microsoft.com/maml/dev/2004/10";
    private const string Root = "http://msh";

    private readonly XmlWriter _xml;

    private MamlWriter(XmlWriter xml) => _xml = xml;

    /// <summary>Writes the help of some cmdlets.</summary>
    /// <param name="pages">The pages.</param>
    /// <param name="cmdlets">The cmdlets; a page without one is left out.</param>
    public static byte[] Write(IEnumerable<HelpPage> pages, IReadOnlyList<CmdletShape> cmdlets)
    {
        ArgumentNullException.ThrowIfNull(pages);
        using MemoryStream content = new();
        XmlWriterSettings settings = new() { Encoding = new UTF8Encoding(false), Indent = true, NewLineChars = "\n" };
        using (XmlWriter xml = XmlWriter.Create(content, settings))
        {
            xml.WriteStartElement("helpItems", Root);
            xml.WriteAttributeString("schema", "maml");
            foreach (HelpPage page in pages.OrderBy(page => page.Name, StringComparer.Ordinal))
            {
                if (cmdlets.FirstOrDefault(cmdlet => cmdlet.Name == page.Name) is { } cmdlet)
                {
                    new MamlWriter(xml).Write(page, cmdlet);
                }
            }

            xml.WriteEndElement();
        }

        return content.ToArray();
    }

    private void Write(HelpPage page, CmdletShape cmdlet)
    {
        _xml.WriteStartElement("command", "command", Command);
        _xml.WriteAttributeString("xmlns", "maml", null, Maml);
        _xml.WriteAttributeString("xmlns", "dev", null, Dev);

        string[] words = page.Name.Split('-', 2);
        Start(Command, "details");
        Text(Command, "name", page.Name);
        Text(Command, "verb", words[0]);
        Text(Command, "noun", words[^1]);
        Paragraphs("description", [page.Synopsis]);
        _xml.WriteEndElement();
        Paragraphs("description", page.Description);

        Start(Command, "syntax");
        foreach (ParameterSetShape set in cmdlet.Sets)
        {
            Start(Command, "syntaxItem");
            Text(Maml, "name", page.Name);
            foreach (ParameterShape parameter in set.Parameters)
            {
                Parameter(parameter, page, inSyntax: true);
            }

            _xml.WriteEndElement();
        }

        _xml.WriteEndElement();

        Start(Command, "parameters");
        foreach (ParameterShape parameter in cmdlet.Parameters)
        {
            Parameter(parameter, page, inSyntax: false);
        }

        _xml.WriteEndElement();
        Types("inputTypes", "inputType", page.Input);
        Types("returnValues", "returnValue", page.Output);
        Start(Maml, "alertSet");
        Paragraphs("alert", page.Note);
        _xml.WriteEndElement();
        Examples(page);
        Links(page);
        _xml.WriteEndElement();
    }

    private void Parameter(ParameterShape parameter, HelpPage page, bool inSyntax)
    {
        HelpParameter? said = page.Parameter.FirstOrDefault(p => p.Name == parameter.Name);
        Start(Command, "parameter");
        _xml.WriteAttributeString("required", Lower(parameter.IsRequired));
        _xml.WriteAttributeString("variableLength", "true");
        _xml.WriteAttributeString("globbing", Lower(said?["Accept wildcard characters"] == "True"));
        _xml.WriteAttributeString("pipelineInput", parameter.Pipeline);
        _xml.WriteAttributeString("position", parameter.Position == "Named" ? "named" : parameter.Position);
        _xml.WriteAttributeString("aliases", parameter.Aliases.Count == 0 ? "none" : string.Join(", ", parameter.Aliases));
        Text(Maml, "name", parameter.Name);
        Paragraphs("Description", said?.Description ?? [Standard(parameter.Name)]);
        if (inSyntax && parameter.Values.Count > 0)
        {
            Start(Command, "parameterValueGroup");
            foreach (string value in parameter.Values)
            {
                Start(Command, "parameterValue");
                _xml.WriteAttributeString("required", "false");
                _xml.WriteAttributeString("variableLength", "false");
                _xml.WriteString(value);
                _xml.WriteEndElement();
            }

            _xml.WriteEndElement();
        }

        if (!(inSyntax && parameter.IsSwitch))
        {
            Start(Command, "parameterValue");
            _xml.WriteAttributeString("required", Lower(!parameter.IsSwitch));
            _xml.WriteAttributeString("variableLength", "false");
            _xml.WriteString(parameter.TypeName);
            _xml.WriteEndElement();
        }

        Start(Dev, "type");
        Text(Maml, "name", parameter.TypeName);
        _xml.WriteEndElement();
        Text(Dev, "defaultValue", said?["Default value"] is { Length: > 0 } value2 ? value2 : "None");
        _xml.WriteEndElement();
    }

    private void Types(string group, string element, IEnumerable<HelpText> types)
    {
        Start(Command, group);
        foreach (HelpText type in types)
        {
            Start(Command, element);
            Start(Dev, "type");
            Text(Maml, "name", type.Name);
            _xml.WriteEndElement();
            Paragraphs("description", [type.Text]);
            _xml.WriteEndElement();
        }

        _xml.WriteEndElement();
    }

    private void Examples(HelpPage page)
    {
        Start(Command, "examples");
        foreach (HelpExample example in page.Example)
        {
            Start(Command, "example");
            Text(Maml, "title", $"----- {example.Title} -----");
            Text(Dev, "code", example.Code);
            Start(Dev, "remarks");
            foreach (string paragraph in example.Remark)
            {
                Text(Maml, "para", paragraph);
            }

            _xml.WriteEndElement();
            _xml.WriteEndElement();
        }

        _xml.WriteEndElement();
    }

    private void Links(HelpPage page)
    {
        Start(Command, "relatedLinks");
        foreach (HelpText link in page.Link)
        {
            Start(Maml, "navigationLink");
            Text(Maml, "linkText", link.Name);
            Text(Maml, "uri", link.Text);
            _xml.WriteEndElement();
        }

        _xml.WriteEndElement();
    }

    private void Paragraphs(string element, IEnumerable<string> paragraphs)
    {
        Start(Maml, element);
        foreach (string paragraph in paragraphs)
        {
            Text(Maml, "para", paragraph);
        }

        _xml.WriteEndElement();
    }

    private void Start(string space, string name) => _xml.WriteStartElement(
        space switch { Command => "command", Maml => "maml", _ => "dev" }, name, space);

    private void Text(string space, string name, string text)
    {
        Start(space, name);
        _xml.WriteString(text);
        _xml.WriteEndElement();
    }

    private static string Lower(bool value) => value ? "true" : "false";

    private static string Standard(string parameter) => parameter switch
    {
        "WhatIf" => "Says what would be done, and does nothing.",
        "Confirm" => "Asks before anything is done.",
        _ => "",
    };
}
