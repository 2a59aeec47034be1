using System.Reflection;
using SecAutomation.Engine.Formats;
using SecAutomation.Engine.Manifests;
using SecAutomation.Engine.Streams;

namespace SecAutomation.Commands.Abstractions;

/// <summary>The reader of files with all shipped connectors. Made on first use, not when the module is imported.</summary>
internal static class FileStreamsSource
{
    private const string ConnectorsName = "SecAutomation.Connectors";

    private static readonly Lazy<FileStreams> s_shipped = new(() => new FileStreams(
        ConnectorCatalog.FromAssembly(Assembly.Load(new AssemblyName(ConnectorsName))),
        ReadLimits.Default,
        TimeProvider.System));

    /// <summary>The reader.</summary>
    public static FileStreams Shipped => s_shipped.Value;
}
