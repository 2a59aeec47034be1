namespace SecAutomation.Commands.Reading;

/// <summary>A file to be read.</summary>
/// <param name="Path">Its full path.</param>
/// <param name="IsFromFolder">Whether a folder was asked for and the file is one of those that lie in it.</param>
internal sealed record InputFile(string Path, bool IsFromFolder);
