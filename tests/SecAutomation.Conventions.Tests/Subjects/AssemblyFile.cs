using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace SecAutomation.Conventions.Tests.Subjects;

/// <summary>A built assembly, read as data and never loaded.</summary>
public sealed record AssemblyFile(string Name, IReadOnlyList<string> References, IReadOnlyList<string> TypeNames)
{
    public static AssemblyFile Read(string path)
    {
        using FileStream stream = File.OpenRead(path);
        using PEReader reader = new(stream);
        MetadataReader metadata = reader.GetMetadataReader();
        return new AssemblyFile(
            Path.GetFileNameWithoutExtension(path),
            [.. metadata.AssemblyReferences.Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name))],
            [.. metadata.TypeDefinitions.Select(handle => metadata.GetString(metadata.GetTypeDefinition(handle).Name))]);
    }
}
