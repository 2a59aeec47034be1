using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using SecAutomation.Conventions.Tests.Subjects;

namespace SecAutomation.Conventions.Tests;

/// <summary>What a format or type file names exists.</summary>
public static partial class ViewRules
{
    public const int FewestColumns = 4;
    public const int MostColumns = 7;

    public static IEnumerable<string> Views(RepositoryFile file, Func<string, Type?> find)
    {
        foreach (XElement view in XDocument.Parse(file.Text).Descendants("View"))
        {
            foreach (string typeName in view.Descendants("TypeName").Select(element => Alive(element.Value)).Distinct(StringComparer.Ordinal))
            {
                if (find(typeName) is not { } type)
                {
                    yield return $"{file.Path}: the view {view.Element("Name")?.Value} is for {typeName}, which does not exist.";
                    continue;
                }

                foreach (string property in PropertiesIn(view, "_").Where(property => !Has(type, property)))
                {
                    yield return $"{file.Path}: the view {view.Element("Name")?.Value} shows {property}, which {type.Name} does not have.";
                }
            }

            if (view.Element("TableControl") is { } table)
            {
                int columns = table.Descendants("TableColumnItem").Count();
                if (columns is < FewestColumns or > MostColumns) yield return $"{file.Path}: the table {view.Element("Name")?.Value} has {columns} columns.";
                int headers = table.Descendants("TableColumnHeader").Count();
                if (headers != 0 && headers != columns) yield return $"{file.Path}: the table {view.Element("Name")?.Value} has {headers} headers over {columns} columns.";
            }
        }
    }

    public static IEnumerable<string> WithoutView(RepositoryFile file, IEnumerable<Type> types)
    {
        string[] shown = [.. XDocument.Parse(file.Text).Descendants("View").Descendants("TypeName").Select(element => element.Value)];
        return types.Where(type => !shown.Contains(type.FullName, StringComparer.Ordinal)).Select(type => $"{file.Path} has no view of {type.FullName}.");
    }

    public static IEnumerable<string> TypeExtensions(RepositoryFile file, Func<string, Type?> find)
    {
        foreach (XElement extended in XDocument.Parse(file.Text).Descendants("Type"))
        {
            string name = extended.Element("Name")?.Value ?? "";
            if (find(Alive(name)) is not { } type)
            {
                yield return $"{file.Path} extends {name}, which does not exist.";
                continue;
            }

            string[] added = [.. extended.Descendants("Members").Elements().Elements("Name").Select(element => element.Value)];
            IEnumerable<string> named = PropertiesIn(extended, "this")
                .Concat(extended.Descendants("ReferencedProperties").Elements("Name").Select(element => element.Value))
                .Concat(extended.Descendants("ReferencedMemberName").Select(element => element.Value));
            foreach (string property in named.Distinct(StringComparer.Ordinal).Where(property => !Has(type, property) && !added.Contains(property, StringComparer.Ordinal)))
            {
                yield return $"{file.Path}: {name} refers to {property}, which it does not have.";
            }
        }
    }

    /// <summary>The type that an object had before it was in a file or another process.</summary>
    // What stands behind # marks objects of the type that a cmdlet shows in another way.
    private static string Alive(string typeName) =>
        (typeName.StartsWith("Deserialized.", StringComparison.Ordinal) ? typeName["Deserialized.".Length..] : typeName).Split('#')[0];

    private static IEnumerable<string> PropertiesIn(XElement element, string variable) =>
        element.Descendants("PropertyName").Select(property => property.Value)
            .Concat(element.Descendants().Where(script => script.Name.LocalName is "ScriptBlock" or "GetScriptBlock" or "Script")
                .SelectMany(script => Member().Matches(script.Value).Where(match => match.Groups["variable"].Value == variable).Select(match => match.Groups["name"].Value)))
            .Distinct(StringComparer.Ordinal);

    private static bool Has(Type type, string property) => type.GetProperty(property, BindingFlags.Public | BindingFlags.Instance | BindingFlags.IgnoreCase) is not null;

    /// <summary>A property read by a script, or by a function of ours that is given the object and the property's name.</summary>
    [GeneratedRegex(@"\$(?<variable>_|this)(\.(?<name>[A-Za-z]\w*)(?!\w*\()|,\s*'(?<name>\w+)')", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Member();
}
