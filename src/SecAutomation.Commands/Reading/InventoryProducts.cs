using SecAutomation.Engine.Connections;

namespace SecAutomation.Commands.Reading;

/// <summary>The products that are asked for assets.</summary>
/// <param name="Connection">The connections; empty: none is asked.</param>
/// <param name="Sought">The hosts that are sought; empty: the whole inventory is wanted.</param>
internal sealed record InventoryProducts(IReadOnlyList<LiveConnection> Connection, IReadOnlyList<HostIdentity> Sought);
