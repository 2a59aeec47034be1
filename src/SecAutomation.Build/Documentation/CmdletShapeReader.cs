using SecAutomation.Build.Processes;

namespace SecAutomation.Build.Documentation;

/// <summary>Asks the engine itself how the cmdlets of a laid module bind.</summary>
public static class CmdletShapeReader
{
    // Core cmdlets only; the answer is lines of fields that hold no tab.
    private const string Script = """
        $common = [System.Management.Automation.PSCmdlet]::CommonParameters
        foreach ($command in Get-Command -Module SecAutomation -CommandType Cmdlet) {
            foreach ($set in $command.ParameterSets) {
                "set`t$($command.Name)`t$($set.Name)`t$set"
                foreach ($p in $set.Parameters) {
                    if ($common -contains $p.Name) { continue }
                    $element = $p.ParameterType.HasElementType ? $p.ParameterType.GetElementType() : $p.ParameterType
                    $nullable = [Nullable]::GetUnderlyingType($element)
                    if ($nullable) { $element = $nullable }
                    $values = $element.IsEnum ? ([Enum]::GetNames($element) -join ',') : ''
                    $type = $element.Name + ($p.ParameterType.IsArray ? '[]' : '')
                    $position = $p.Position -lt 0 ? 'Named' : $p.Position
                    "parameter`t$($p.Name)`t$type`t$($p.IsMandatory)`t$position`t$($p.ValueFromPipeline)`t$($p.ValueFromPipelineByPropertyName)`t$($p.Aliases -join ',')`t$values"
                }
            }
        }
        """;

    /// <summary>Reads the cmdlets of a module.</summary>
    /// <param name="host">The built host.</param>
    /// <param name="module">The module's folder.</param>
    /// <param name="cancellationToken">Ends the engine.</param>
    public static async Task<IReadOnlyList<CmdletShape>> ReadAsync(
        string host, string module, CancellationToken cancellationToken)
    {
        ProcessResult result = await ChildProcess.RunAsync(
            DotnetCommand.Executable,
            [host, "-ModulePath", module, "-Command", Script],
            module,
            new Dictionary<string, string?>(StringComparer.Ordinal) { ["COLUMNS"] = "4000" },
            cancellationToken).ConfigureAwait(false);
        return result.ExitCode == 0
            ? Parse(result.Output)
            : throw new BuildException($"The module that was laid cannot be imported:\n{result.Output.TrimEnd()}");
    }

    private static List<CmdletShape> Parse(string output)
    {
        Dictionary<string, List<ParameterSetShape>> cmdlets = new(StringComparer.Ordinal);
        List<ParameterShape> parameters = [];
        foreach (string[] fields in output.Split('\n').Select(line => line.TrimEnd('\r').Split('\t')))
        {
            switch (fields)
            {
                case ["set", string cmdlet, string set, string syntax]:
                    parameters = [];
                    if (!cmdlets.TryGetValue(cmdlet, out List<ParameterSetShape>? sets))
                    {
                        cmdlets[cmdlet] = sets = [];
                    }

                    sets.Add(new ParameterSetShape(set, syntax, parameters));
                    break;
                case ["parameter", string name, string type, string required, string position, string byValue, string byName, string aliases, string values]:
                    parameters.Add(new ParameterShape
                    {
                        Name = name,
                        TypeName = type,
                        IsRequired = required == "True",
                        Position = position,
                        Pipeline = (byValue, byName) switch
                        {
                            ("True", "True") => "True (ByPropertyName, ByValue)",
                            ("True", _) => "True (ByValue)",
                            (_, "True") => "True (ByPropertyName)",
                            _ => "False",
                        },
                        Aliases = aliases.Split(',', StringSplitOptions.RemoveEmptyEntries),
                        Values = values.Split(',', StringSplitOptions.RemoveEmptyEntries),
                    });
                    break;
            }
        }

        return [.. cmdlets.Select(c => new CmdletShape(c.Key, c.Value)).OrderBy(c => c.Name, StringComparer.Ordinal)];
    }
}
