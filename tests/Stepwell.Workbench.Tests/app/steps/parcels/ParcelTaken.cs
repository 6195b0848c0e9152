namespace WorkbenchApp.Parcels;

public sealed record ParcelTaken(string Title, string? FileName, long Bytes, string Sha256);
