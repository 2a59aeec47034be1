using System.Diagnostics;
using System.Globalization;
using SecAutomation.Testing;

namespace SecAutomation.Fuzzing;

/// <summary>Many inputs for one reader, and what came of them.</summary>
internal sealed class FuzzRun(IFuzzedReader reader, int seed)
{
    // Far above what an input of at most 64 KB takes, and far below what would be noticed as a hang or as memory.
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan s_hang = TimeSpan.FromSeconds(60);
    private const long MostBytes = 256L * 1024 * 1024;
    private readonly Mutator _mutator = new(reader.Seeds);
    private readonly SortedDictionary<string, int> _refused = new(StringComparer.Ordinal);
    private readonly HashSet<string> _kept = new(StringComparer.Ordinal);
    private int _inputs;
    private int _withFailure;
    private TimeSpan _slowest;
    private long _most;

    public bool IsClean => _kept.Count == 0;

    public string Summary => string.Create(
        CultureInfo.InvariantCulture,
        $"{reader.Name,-18} {_inputs,9} {_inputs - _withFailure,9} {_withFailure,9} {_slowest.TotalMilliseconds,11:F0} {_most / 1e6,8:F1}  {string.Join(", ", _refused.Select(r => $"{r.Key} {r.Value}"))}");

    public void Go(int count)
    {
        byte[] current = [];
        using var hang = new Timer(_ => Environment.FailFast($"{reader.Name} hangs on {Keep(current)}."));
        for (int i = 0; i < count; i++)
        {
            var random = new Random(unchecked((seed * 1_000_003) ^ i));
            current = _mutator.Make(random);
            if ((i & 0xFF) == 0)
                hang.Change(s_hang, Timeout.InfiniteTimeSpan);
            Try(current, random);
        }
    }

    private void Try(byte[] input, Random random)
    {
        _inputs++;
        long allocated = GC.GetAllocatedBytesForCurrentThread();
        TimeSpan before = Environment.CpuUsage.TotalTime;
        try
        {
            IReadOnlyList<FailureException> failures = reader.Read(input, random);
            _withFailure += failures.Count > 0 ? 1 : 0;
            foreach (FailureException failure in failures)
            {
                string id = failure.Id.ToString();
                _refused[id] = _refused.GetValueOrDefault(id) + 1;
                if (FailurePlace.Objection(failure) is { } objection)
                    Complain(input, $"{id} {objection}", failure.Message);
            }
        }
#pragma warning disable CA1031 // Whatever is raised is what is looked for.
        catch (Exception crash)
#pragma warning restore CA1031
        {
            string place = new StackTrace(crash).GetFrames().Select(f => f.GetMethod()).FirstOrDefault(m => m?.DeclaringType?.Namespace?.StartsWith("SecAutomation", StringComparison.Ordinal) == true)?.Name ?? "";
            Complain(input, $"{crash.GetType().Name} in {place}", crash.ToString());
        }

        TimeSpan took = Environment.CpuUsage.TotalTime - before;
        long made = GC.GetAllocatedBytesForCurrentThread() - allocated;
        _slowest = took > _slowest ? took : _slowest;
        _most = Math.Max(_most, made);
        if (took > s_longest)
            Complain(input, "slow", $"{took.TotalSeconds:F1} s");
        if (made > MostBytes)
            Complain(input, "memory", $"{made} bytes");
    }

    private void Complain(byte[] input, string what, string detail)
    {
        // The first of a kind is kept; the others are like it.
        if (_kept.Add(what))
            Console.Error.WriteLine($"{reader.Name}: {what}, {Keep(input)}\n  {detail}");
    }

    private string Keep(byte[] input)
    {
        string folder = Directory.CreateDirectory(RepositoryRoot.Combine("artifacts", "fuzzing")).FullName;
        string path = Path.Combine(folder, $"{reader.Name}-{seed}-{_inputs}.bin");
        File.WriteAllBytes(path, input);
        return path;
    }
}
