using SecAutomation.Remediation.Intelligence;
using SecAutomation.Remediation.Intelligence.Assets;
using SecAutomation.Remediation.Intelligence.Decisions;

namespace SecAutomation.Commands.Intelligence;

/// <summary>Finds the tables of decisions that were made before, each once; one that is not there any more, or has changed, is told once.</summary>
/// <param name="warn">Tells it.</param>
internal sealed class EarlierTables(Action<string> warn)
{
    private readonly Dictionary<string, DecisionTable?> _known = new(StringComparer.Ordinal);

    /// <summary>Decides again about hosts whose asset is known, by what comes with the module.</summary>
    public static AssetDeciding Deciding(Action<string> warn) => new(new EarlierTables(warn).Find, AssetAnswers.Default);

    /// <summary>The table of a decision; null where it is not the one that decided.</summary>
    public DecisionTable? Find(RemediationDecision decision)
    {
        string name = $"{decision.TableSource}|{decision.TableSha256}";
        if (_known.TryGetValue(name, out DecisionTable? known))
            return known;

        return _known[name] = Read(decision);
    }

    private DecisionTable? Read(RemediationDecision decision)
    {
        DecisionTable? table = null;
        try
        {
            table = BuiltInTables.Find(decision.TableSource)
                ?? (Path.IsPathFullyQualified(decision.TableSource) ? DecisionTableReader.Read(File.ReadAllText(decision.TableSource), decision.TableSource) : null);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or FailureException)
        {
            // What is wrong with it does not matter here: it is not the table that decided.
        }

        if (table?.Sha256 == decision.TableSha256)
            return table;

        warn($"The decision table {decision.Table} ({decision.TableSource}) is not there any more, or has changed since it decided. Its decisions stay as they are; what is learnt since does not count.");
        return null;
    }
}
