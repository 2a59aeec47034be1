using System.Xml.Linq;

namespace SecAutomation.Conventions.Tests.Subjects;

/// <summary>What one project file asks for.</summary>
public sealed record Project(string Name, IReadOnlyList<string> ProjectReferences, IReadOnlyList<string> PackageReferences)
{
    public static Project Parse(RepositoryFile file)
    {
        XDocument document = XDocument.Parse(file.Text);
        return new Project(
            Path.GetFileNameWithoutExtension(file.Name),
            [.. Includes(document, "ProjectReference").Select(path => Path.GetFileNameWithoutExtension(path.Replace('\\', '/')))],
            [.. Includes(document, "PackageReference")]);
    }

    private static IEnumerable<string> Includes(XDocument document, string element) =>
        document.Descendants(element).Select(reference => (string?)reference.Attribute("Include")).OfType<string>();
}
