using System.Management.Automation;

namespace SecAutomation.Commands.Transformation;

/// <summary>An inventory that is in memory.</summary>
/// <param name="Asset">Those of its objects that are assets of ours.</param>
/// <param name="Row">The others, as rows.</param>
internal sealed record InventoryRows(IReadOnlyList<Asset> Asset, IReadOnlyList<IReadOnlyDictionary<string, object?>> Row)
{
    /// <summary>Reads objects. Only the pipeline's thread may: their properties can be scripts.</summary>
    /// <param name="inventory">The objects; a text is the name of a machine.</param>
    public static InventoryRows Read(IEnumerable<PSObject?> inventory)
    {
        var assets = new List<Asset>();
        var rows = new List<IReadOnlyDictionary<string, object?>>();
        foreach (PSObject member in inventory.OfType<PSObject>())
        {
            if (PropertyBag.Is<Asset>(member))
                assets.Add(RecordRebuilder.Rebuild<Asset>(member));
            else if (member.BaseObject is string name)
                rows.Add(new Dictionary<string, object?>(StringComparer.Ordinal) { [nameof(SecAutomation.Asset.ComputerName)] = name });
            else
                rows.Add(PropertyBag.All(member));
        }

        return new InventoryRows(assets, rows);
    }
}
