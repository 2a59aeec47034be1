using System.Diagnostics;
using System.Globalization;
using SecAutomation.Benchmarks;
using SecAutomation.Engine.Formats;
using SecAutomation.Engine.Projection;
using SecAutomation.Engine.Projection.Maps;

// SecAutomation.Benchmarks [FILE...]
// Reads each file, XML or a JSON array of findings, or without files a generated report of each kind, and says how fast.
// SecAutomation.Benchmarks matching [HOSTS]: matches that many hosts with as many assets, and says how fast.
// SecAutomation.Benchmarks intelligence [CVES]: writes a store of that many CVEs, and says how fast new processes load it and answer.
// SecAutomation.Benchmarks cvss-vectors COUNT SEED: random CVSS vectors with our scores, for Scripts/compare-cvss.mjs.
// SecAutomation.Benchmarks identity: judges the matching by the labelled set, beside the join that scripts use.
// SecAutomation.Benchmarks paired RUNS 'COMMAND' 'COMMAND': runs two programs in turn, and says what they took.
// SecAutomation.Benchmarks report RUNS PATH [PEER…]: step 1 over reports, in whole programs, beside another implementation.
// SecAutomation.Benchmarks import RUNS: what Import-Module adds to the start of a shell.
// SecAutomation.Benchmarks pipeline [COUNT]: what each step takes for an object.
// SecAutomation.Benchmarks live: what connections cost: the first call, tickets side by side, a server that limits its callers.
// SecAutomation.Benchmarks tickets [COUNT]: tickets a second in the local store and in the trackers of tests/Servers, and runs that find nothing new.
// SecAutomation.Benchmarks ledger [KEYS]: what the ledger takes for so many tickets, in a file and in the PostgreSQL of tests/Servers.
// Those that run the module want to be started by the bench task of the build, which lays the module and compiles the host ahead.
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
switch (args)
{
    case ["paired", var runs, var first, var second]:
        PairedRuns.Compare("Paired", int.Parse(runs, CultureInfo.InvariantCulture), first.Split(' '), second.Split(' '));
        return;
    case ["report", var runs, var path, .. var peer]:
        ShellRuns.Report(path, int.Parse(runs, CultureInfo.InvariantCulture), peer);
        return;
    case ["import", var runs]:
        ShellRuns.Imports(int.Parse(runs, CultureInfo.InvariantCulture));
        return;
    case ["live"]:
        LiveSpeed.Measure();
        return;
    case ["tickets", .. var tickets]:
        TicketSpeed.Measure(tickets.Length > 0 ? int.Parse(tickets[0], CultureInfo.InvariantCulture) : 100);
        return;
    case ["ledger", .. var keys]:
        await LedgerSpeed.MeasureAsync(keys.Length > 0 ? int.Parse(keys[0], CultureInfo.InvariantCulture) : 100_000);
        return;
    case ["pipeline", .. var count]:
        ShellRuns.Pipeline(count.Length > 0 ? int.Parse(count[0], CultureInfo.InvariantCulture) : 50_000);
        return;
}

if (args is ["matching", ..])
{
    MatchingSpeed.Measure(args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 1_000_000);
    return;
}

if (args is ["intelligence", ..])
{
    IntelligenceSpeed.Measure(args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 350_000);
    return;
}

if (args is ["intelligence-load", var store])
{
    IntelligenceSpeed.Load(store);
    return;
}

if (args is ["cvss-vectors", var number, var seed])
{
    RandomVectors.Print(int.Parse(number, CultureInfo.InvariantCulture), int.Parse(seed, CultureInfo.InvariantCulture));
    return;
}

if (args is ["identity"])
{
    IdentityQuality.Print();
    return;
}

Console.WriteLine($"{"what",-34} {"MB",8} {"records",9} {"CPU s",7} {"MB/s CPU",9} {"allocated MB",13} {"peak MB",8}");
if (args.Length == 0)
{
    Measure("generated XML, lean map", ReportMaps.Xml, () => GeneratedReport.Xml(2000));
    Measure("generated XML, full map", ReportMaps.XmlFull, () => GeneratedReport.Xml(2000));
    Measure("generated JSON, lean map", ReportMaps.Json, () => GeneratedReport.Json(100_000));
    Measure("generated JSON, full map", ReportMaps.JsonFull, () => GeneratedReport.Json(100_000));
}

foreach (string path in args)
{
    bool isXml = OpenedContent.Open(path, ReadLimits.Default) is var content && content.Peek().Kind == ContentKind.Xml;
    content.Dispose();
    Measure($"{Path.GetFileName(path)}, lean map", isXml ? ReportMaps.Xml : ReportMaps.Json, () => File.OpenRead(path));
    Measure($"{Path.GetFileName(path)}, full map", isXml ? ReportMaps.XmlFull : ReportMaps.JsonFull, () => File.OpenRead(path));
}

static void Measure(string what, FieldMap map, Func<Stream> open)
{
    // The first records pay for compilation.
    Read(map, open(), most: 20_000);
    TimeSpan before = Process.GetCurrentProcess().TotalProcessorTime;
    long allocated = GC.GetTotalAllocatedBytes();
    Stream stream = open();
    double megabytes = stream.Length / 1e6;
    long records = Read(map, stream, long.MaxValue);
    double seconds = (Process.GetCurrentProcess().TotalProcessorTime - before).TotalSeconds;
    double made = (GC.GetTotalAllocatedBytes() - allocated) / 1e6;
    double peak = Process.GetCurrentProcess().PeakWorkingSet64 / 1e6;
    Console.WriteLine($"{what,-34} {megabytes,8:F1} {records,9} {seconds,7:F2} {megabytes / seconds,9:F0} {made,13:F1} {peak,8:F0}");
}

static long Read(FieldMap map, Stream stream, long most)
{
    using RecordReader reader = RecordReader.Open(map, OpenedContent.FromStream(stream, "benchmark", ReadLimits.Default), ReadLimits.Default);
    long bytes = 0;
    while (reader.RecordNumber < most && reader.Read(CancellationToken.None))
    {
        for (int slot = 0; slot < map.FieldCount; slot++)
            bytes += reader.Bytes(slot).Length;
    }

    return bytes < 0 ? 0 : reader.RecordNumber;
}
