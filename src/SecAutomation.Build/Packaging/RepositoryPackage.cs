using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;

namespace SecAutomation.Build.Packaging;

/// <summary>The package that a PowerShell repository takes: the module's files at the root of a NuGet package.</summary>
public static class RepositoryPackage
{
    private static readonly XNamespace s_nuspec = "http://schemas.microsoft.com/packaging/2011/08/nuspec.xsd";
    private static readonly XNamespace s_types = "http://schemas.openxmlformats.org/package/2006/content-types";
    private static readonly XNamespace s_relations = "http://schemas.openxmlformats.org/package/2006/relationships";
    private static readonly XNamespace s_core = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties";
    private static readonly XNamespace s_dublin = "http://purl.org/dc/elements/1.1/";

    /// <summary>The files of the package.</summary>
    /// <param name="manifest">What the module says of itself.</param>
    /// <param name="module">The module's folder.</param>
    public static IReadOnlyList<ArchiveEntry> Entries(ModuleManifest manifest, string module)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        List<ArchiveEntry> files = [.. ArchiveEntry.FromFolder(module)
            .Select(file => file with { Path = Uri.EscapeDataString(file.Path).Replace("%2F", "/", StringComparison.Ordinal) })];
        string nuspec = manifest.Name + ".nuspec";
        string properties = $"package/services/metadata/core-properties/{Id(manifest)}.psmdcp";
        files.Add(Xml(nuspec, Nuspec(manifest)));
        files.Add(Xml(properties, CoreProperties(manifest)));
        files.Add(Xml("_rels/.rels", Relations(nuspec, properties)));
        files.Add(Xml("[Content_Types].xml", ContentTypes(files)));
        return files;
    }

    /// <summary>The words that PowerShell galleries search by, beside the manifest's own.</summary>
    public static IReadOnlyList<string> Tags(ModuleManifest manifest)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        return
        [
            .. manifest.Tags,
            "PSModule",
            "PSIncludes_Cmdlet",
            .. manifest.Cmdlets.Select(name => "PSCmdlet_" + name),
            .. manifest.Cmdlets.Select(name => "PSCommand_" + name),
        ];
    }

    private static XElement Nuspec(ModuleManifest manifest) => new(
        s_nuspec + "package",
        new XElement(
            s_nuspec + "metadata",
            new XElement(s_nuspec + "id", manifest.Name),
            new XElement(s_nuspec + "version", manifest.Version),
            new XElement(s_nuspec + "authors", manifest.Author),
            new XElement(s_nuspec + "owners", manifest.CompanyName),
            new XElement(s_nuspec + "requireLicenseAcceptance", "false"),
            new XElement(s_nuspec + "license", new XAttribute("type", "file"), "LICENSE"),
            new XElement(s_nuspec + "description", manifest.Description),
            new XElement(s_nuspec + "releaseNotes", manifest.ReleaseNotes),
            new XElement(s_nuspec + "copyright", manifest.Copyright),
            new XElement(s_nuspec + "tags", string.Join(' ', Tags(manifest)))));

    private static XElement CoreProperties(ModuleManifest manifest) => new(
        s_core + "coreProperties",
        new XAttribute(XNamespace.Xmlns + "dc", s_dublin),
        new XElement(s_dublin + "creator", manifest.Author),
        new XElement(s_dublin + "description", manifest.Description),
        new XElement(s_dublin + "identifier", manifest.Name),
        new XElement(s_core + "version", manifest.Version),
        new XElement(s_core + "keywords", string.Join(' ', Tags(manifest))));

    private static XElement Relations(string nuspec, string properties) => new(
        s_relations + "Relationships",
        Relation("http://schemas.microsoft.com/packaging/2010/07/manifest", nuspec, "R1"),
        Relation("http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties", properties, "R2"));

    private static XElement Relation(string type, string target, string id) => new(
        s_relations + "Relationship",
        new XAttribute("Type", type),
        new XAttribute("Target", "/" + target),
        new XAttribute("Id", id));

    // Every extension of the package must be named, and every file that has none.
    private static XElement ContentTypes(IReadOnlyCollection<ArchiveEntry> files)
    {
        XElement types = new(s_types + "Types");
        IEnumerable<string> extensions = files.Select(file => Path.GetExtension(file.Path).TrimStart('.'))
            .Where(extension => extension.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal);
        foreach (string extension in extensions)
        {
            types.Add(new XElement(
                s_types + "Default",
                new XAttribute("Extension", extension),
                new XAttribute("ContentType", extension switch
                {
                    "rels" => "application/vnd.openxmlformats-package.relationships+xml",
                    "psmdcp" => "application/vnd.openxmlformats-package.core-properties+xml",
                    _ => "application/octet",
                })));
        }

        foreach (ArchiveEntry file in files.Where(file => Path.GetExtension(file.Path).Length == 0))
        {
            types.Add(new XElement(
                s_types + "Override",
                new XAttribute("PartName", "/" + file.Path),
                new XAttribute("ContentType", "application/octet")));
        }

        return types;
    }

    // The part's name must be unique in the package and the same in every build.
    private static string Id(ModuleManifest manifest) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{manifest.Identity} {manifest.Version}")))[..32];

    private static ArchiveEntry Xml(string path, XElement root)
    {
        string text = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n" + root.ToString().ReplaceLineEndings("\n") + "\n";
        return new ArchiveEntry(path, Encoding.UTF8.GetBytes(text));
    }
}
