using System.Globalization;
using SecAutomation.Fuzzing;

// SecAutomation.Fuzzing [SEED [COUNT [READER]]]
// Gives each reader COUNT inputs made from samples; the same seed makes the same inputs. An input that is answered with
// anything but a result or a failure that names its place, takes too long or takes too much memory is kept in
// artifacts/fuzzing, and the exit code is then 1.
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
int seed = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 1;
int count = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 10_000;
using var scratch = new ScratchFolder();
var corpus = Corpus.Read();
IFuzzedReader[] readers =
[
    new ReportPath(corpus, scratch), new InventoryPath(corpus, scratch), new RowsPath(corpus), new StatementPath(corpus, scratch),
    .. ProjectionReader.All(corpus), new JsonAgreement(corpus), new XmlAgreement(corpus), new ManifestPath(corpus, scratch), new TextParsers(corpus),
];
bool isClean = true;
Console.WriteLine($"{"reader",-18} {"inputs",9} {"read",9} {"refused",9} {"slowest ms",11} {"most MB",8}  refused as");
foreach (IFuzzedReader reader in readers)
{
    if (args.Length > 2 && !string.Equals(reader.Name, args[2], StringComparison.OrdinalIgnoreCase))
        continue;
    var run = new FuzzRun(reader, seed);
    run.Go(count);
    Console.WriteLine(run.Summary);
    isClean &= run.IsClean;
}

Console.WriteLine($"peak working set {Environment.WorkingSet / 1e6:F0} MB at the end");
return isClean ? 0 : 1;
