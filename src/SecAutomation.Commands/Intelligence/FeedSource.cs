using SecAutomation.Engine.Connections;
using SecAutomation.Engine.Manifests.Streams;

namespace SecAutomation.Commands.Intelligence;

/// <summary>A feed and the connection that it is read over.</summary>
/// <param name="Kind">Which feed.</param>
/// <param name="Stream">How it is read.</param>
/// <param name="Connection">The connection.</param>
/// <param name="Address">The whole address, where the caller gave one.</param>
/// <param name="IsOwn">Whether the connection was made for this call, and ends with it.</param>
internal sealed record FeedSource(FeedKind Kind, StreamManifest Stream, LiveConnection Connection, Uri? Address, bool IsOwn);
